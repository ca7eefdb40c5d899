// Tools whose versions people tell, by every name that they go under.

/** Each line: the name in a diagnosis, then how people and programs write it (without regard to case). */
const TOOLS = `
node: node|node.js|nodejs|node js
npm: npm
pnpm: pnpm
yarn: yarn
bun: bun
deno: deno
typescript: typescript|tsc
python: python|python3|cpython|py
pip: pip|pip3
conda: conda|miniconda|anaconda
poetry: poetry
ruby: ruby
bundler: bundler
gem: rubygems
java: java|jdk|openjdk|jre|jvm
kotlin: kotlin|kotlinc
scala: scala
gradle: gradle
maven: maven|apache maven|mvn
go: go version go|golang|go
rust: rust|rustc
cargo: cargo
php: php
composer: composer
dotnet: dotnet|.net|.net sdk|.net core|.net framework|dotnet sdk
gcc: gcc|g++
clang: clang|apple clang
cmake: cmake
make: gnu make
docker: docker|docker engine|docker desktop
docker-compose: docker compose|docker-compose
kubernetes: kubernetes|k8s|kubectl|kubelet
helm: helm
git: git
postgres: postgres|postgresql|psql
mysql: mysql
mariadb: mariadb
sqlite: sqlite|sqlite3
redis: redis
mongodb: mongodb|mongo
openssl: openssl
curl: curl
chrome: chrome|google chrome|chromium
firefox: firefox
safari: safari
edge: edge|microsoft edge
react: react
vue: vue
angular: angular|@angular/core|angular cli
svelte: svelte
next: next.js|nextjs
vite: vite
webpack: webpack
electron: electron
django: django
rails: rails
laravel: laravel
pytorch: pytorch|torch
cuda: cuda
vscode: vs code|vscode|visual studio code
powershell: powershell|pwsh
bash: bash
`

const byName = new Map(
  TOOLS.trim()
    .split('\n')
    .flatMap((line) => {
      const [tool, names] = line.split(': ')
      return names!.split('|').map((name): [string, string] => [name, tool!])
    }),
)

/** The tool of that name; null for what is none. */
export function toolCalled(name: string): string | null {
  return byName.get(name.toLowerCase().trim()) ?? null
}

/** Every name as an alternative of a regular expression, the longest first. */
export const TOOL_NAMES = [...byName.keys()]
  .sort((a, b) => b.length - a.length)
  .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  .join('|')
