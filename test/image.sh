#!/usr/bin/env bash
# Builds the image without a Docker engine and tries it: buildah over a base that debootstrap makes.
#   test/image.sh          over Debian alone; Node comes from npm
#   test/image.sh node     over Debian with Node and npm in /usr/local, as Node's own images have them
#   test/image.sh IMAGE    over an image that buildah can get
# Needs root, buildah, debootstrap, util-linux, openssl, Node and npm, and what `docker build` would fetch. Works in a
# temporary folder and leaves nothing behind; takes some minutes and 3 GB.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

for tool in buildah debootstrap unshare pgrep openssl node npm; do
  command -v "$tool" >/dev/null || { echo "skipped: there is no $tool here"; exit 0; }
done
[ "$(id -u)" = 0 ] || { echo 'skipped: needs root'; exit 0; }

base=${1:-debian}
most_mb=450
port=${PORT:-13080}
work=$(mktemp -d)
store=(buildah --root "$work/store" --runroot "$work/run")
timeout 20 "${store[@]}" --storage-driver overlay images >/dev/null 2>&1 && store+=(--storage-driver overlay) \
  || store+=(--storage-driver vfs)
server=''

clean() {
  [ -z "$server" ] || kill -KILL "$server" 2>/dev/null || true
  "${store[@]}" rm --all >/dev/null 2>&1 || true
  awk -v work="$work/" 'index($2, work) == 1 {print $2}' /proc/mounts | sort -r | xargs -r umount --lazy || true
  rm -rf --one-file-system "$work"
}
trap clean EXIT
trap 'exit 130' INT TERM

say() { printf '%6ss  %s\n' "$SECONDS" "$*"; }
fail() { echo "FAILED: $*" >&2; [ ! -s "$work/log" ] || tail -20 "$work/log" >&2; exit 1; }
config() { "${store[@]}" inspect --type image --format "{{range .OCIv1.Config.$1}}{{println .}}{{end}}" firstline; }

# --- A base, as slim as Debian's own image.
make_base() {
  debootstrap --variant=minbase bookworm "$work/base" >"$work/log" 2>&1 || fail 'debootstrap'
  rm -rf "$work"/base/var/cache/apt/* "$work"/base/var/lib/apt/lists/* "$work"/base/var/log/* \
    "$work"/base/usr/share/{doc,info,locale,man}/*
  if [ "$base" = node ]; then
    local root="$work/base/usr/local"
    install -m 755 "$(readlink -f node_modules/node/bin/node)" "$root/bin/node"
    mkdir -p "$root/lib/node_modules"
    cp -r "$(npm root -g)/npm" "$root/lib/node_modules/npm"
    ln -s ../lib/node_modules/npm/bin/npm-cli.js "$root/bin/npm"
  fi
  local container
  container=$("${store[@]}" from scratch)
  "${store[@]}" add -q "$container" "$work/base" / >/dev/null
  "${store[@]}" commit -q "$container" localhost/base >/dev/null
  "${store[@]}" rm "$container" >/dev/null
  rm -rf "$work/base"
  base=localhost/base
}
case $base in debian | node) make_base && say 'a base was made' ;; esac

# --- The build, with this machine's registry and certificates.
{
  echo "registry=$(npm config get registry)"
  [ ! -f /etc/ssl/certs/ca-certificates.crt ] || node -e '
    const pem = /-----BEGIN CERTIFICATE-----[^]*?-----END CERTIFICATE-----/g
    for (const one of require("node:fs").readFileSync(process.argv[1], "utf8").match(pem) ?? [])
      console.log(`ca[]="${one.replaceAll("\n", "\\n")}"`)' /etc/ssl/certs/ca-certificates.crt
} >"$work/npmrc"
timeout 1500 "${store[@]}" bud --isolation chroot --format docker --build-arg "BASE=$base" \
  --secret "id=npmrc,src=$work/npmrc" -t firstline . >"$work/log" 2>&1 || fail 'the build'
say 'the image was built'

container=$("${store[@]}" from --pull-never firstline)
root=$("${store[@]}" mount "$container")

# --- What is in it.
# As its files take room on a disk, and as its layers are counted, which hold what later ones took away.
on_disk=$(du -sx --block-size=1 "$root" | cut -f1)
in_layers=$("${store[@]}" inspect --type image --format '{{.Manifest}}' firstline | node -e '
  const { layers } = JSON.parse(require("node:fs").readFileSync(0, "utf8"))
  console.log(layers.reduce((sum, { size }) => sum + size, 0))')
say "unpacked: $((on_disk / 1000000)) MB on the disk, $((in_layers / 1000000)) MB in layers"
[ $((on_disk > in_layers ? on_disk : in_layers)) -lt $((most_mb * 1000000)) ] || fail "that is not less than $most_mb MB"
version=$(node -p 'require("./package.json").version')
labelled=$("${store[@]}" inspect --type image --format '{{index .OCIv1.Config.Labels "org.opencontainers.image.version"}}' firstline)
[ "$labelled" = "$version" ] || fail "the label says $labelled, package.json $version"
user=$("${store[@]}" inspect --type image --format '{{.OCIv1.Config.User}}' firstline)
[ "$user" = 10001:10001 ] || fail "the user is $user"
for tool in cc gcc g++ make python3 git npm npx yarn corepack; do
  ! chroot "$root" sh -c "command -v $tool" || fail "$tool is in it"
done
[ ! -e "$root/root/.npm" ] && [ ! -e "$root/root/.npmrc" ] || fail 'npm has left something in it'
[ -z "$(find "$root/app" ! -perm -o=r ! -type l)" ] || fail 'not everybody may read it'
[ -z "$(find "$root/app" "$root/usr/local" ! -user root)" ] || fail 'whoever serves may change the program'
say 'no root, no tools that build, nothing of npm'

# --- Runs its arguments in it as its first process, on a read-only root, as its user and with its environment.
mapfile -t environment < <(config Env)
mkdir -m 711 "$work/data" && chown "$user" "$work/data"
mkdir -m 711 "$work/secrets"
inside() {
  # shellcheck disable=SC2016
  exec unshare --mount --pid --fork --kill-child=KILL bash -euc '
    root=$1 work=$2 user=$3; shift 3
    mkdir -p "$work/root" && mount --bind "$root" "$work/root" && root=$work/root
    mount -o remount,bind,ro "$root"
    mount -t proc proc "$root/proc"
    mount --bind /dev "$root/dev"
    mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
    mount -t tmpfs tmpfs "$root/run" && mkdir "$root/run/secrets"
    mount --bind "$work/secrets" "$root/run/secrets" && mount --bind "$work/data" "$root/data"
    cd "$root"
    exec chroot --userspec="$user" --groups="${user#*:}" . /usr/bin/env -i -C /data "$@"' \
    - "$root" "$work" "$user" "${environment[@]}" HOME=/data "$@"
}
mapfile -t entrypoint < <(config Entrypoint)
firstline() { (inside "PORT=$port" "${entrypoint[@]}" "$@"); }

[ "$(inside node -p process.pid)" = 1 ] || fail 'it is not the first process'
[ "$(firstline --version)" = "$version" ] || fail 'firstline --version'
[ "$(inside firstline --version)" = "$version" ] || fail 'firstline, as `docker exec` finds it'
before=$SECONDS
firstline demo >"$work/log" 2>&1 || fail 'the demo'
grep -q 'firstline' "$work/log" || fail 'the demo said nothing'
say "the demo ran in $((SECONDS - before)) s"

# --- A server, with its secrets in files.
openssl genrsa 2048 2>/dev/null >"$work/secrets/private_key"
openssl rand -hex 32 >"$work/secrets/webhook_secret"
chmod 644 "$work"/secrets/*
mapfile -t health < <("${store[@]}" inspect --type image --format '{{range .Docker.Config.Healthcheck.Test}}{{println .}}{{end}}' firstline)
healthy() { (inside "PORT=$port" "${health[@]:1}") >/dev/null 2>&1; }
! healthy || fail "something else answers on port $port"
! (inside "PORT=$port" "${entrypoint[@]}" start) >"$work/log" 2>&1 || fail 'it started without a secret'
grep -q 'WEBHOOK_SECRET is missing' "$work/log" || fail 'it does not say what is missing'

mapfile -t command < <(config Cmd)
serving=("PORT=$port" APP_ID=1 GITHUB_API_URL=http://127.0.0.1:9 PRIVATE_KEY_FILE=/run/secrets/private_key
  WEBHOOK_SECRET_FILE=/run/secrets/webhook_secret)
inside "${serving[@]}" "${entrypoint[@]}" "${command[@]}" >"$work/log" 2>&1 &
server=$!
started=$SECONDS
until healthy; do
  kill -0 "$server" 2>/dev/null && [ $((SECONDS - started)) -lt 30 ] || fail 'the server does not become healthy'
done
say "healthy $((SECONDS - started)) s after its start"

body='{"action":"created","installation":{"id":1}}'
status() {
  node -e 'const [url, body, signature] = process.argv.slice(1)
    const headers = { "content-type": "application/json", "x-github-event": "ping", "x-github-delivery": crypto.randomUUID(),
      "x-hub-signature-256": `sha256=${signature}` }
    fetch(url, body ? { method: "POST", body, headers } : {}).then(({ status }) => console.log(status), () => console.log("none"))' \
    "http://127.0.0.1:$port$1" "${@:2}"
}
signature=$(printf %s "$body" | openssl dgst -sha256 -hmac "$(cat "$work/secrets/webhook_secret")" | sed 's/.* //')
[ "$(status /api/github/webhooks "$body" "$signature")" = 202 ] || fail 'a signed webhook is not taken'
[ "$(status /api/github/webhooks "$body" "${signature/[0-9]/x}")" = 401 ] || fail 'a wrongly signed webhook is taken'
[ "$(status /healthz)" = 200 ] || fail '/healthz'
until [ "$(status /readyz)" = 200 ]; do
  [ $((SECONDS - started)) -lt 45 ] || fail '/readyz'
  sleep 1
done
say 'a signed webhook is 202, a wrongly signed one 401, /healthz and /readyz 200'
[ -s "$work/data/firstline.db" ] || fail 'the database is not in /data'
(inside "${serving[@]}" firstline doctor --json) >"$work/doctor" 2>&1 || true
grep -A1 '"about": "model"' "$work/doctor" | grep -q '"fine"' || fail "the sentence model: $(cat "$work/doctor")"
say 'a command beside the server finds its database, and the sentence model is at hand'

# To the first process of the container, as an engine sends it; within ten seconds it has to end well.
terminate() {
  local before code=0
  before=$(date +%s%N)
  kill -TERM "$(pgrep -P "$server")"
  wait "$server" || code=$?
  server=''
  ms=$((($(date +%s%N) - before) / 1000000))
  [ "$code" = 0 ] && [ "$ms" -lt 10000 ] || fail "SIGTERM ended it with $code after $ms ms"
}
terminate
say "SIGTERM ended it after $ms ms with exit code 0"
! healthy || fail 'the health check does not notice that it has ended'

# --- The set-up page, where there is no App yet.
inside "PORT=$port" NODE_ENV= "${entrypoint[@]}" "${command[@]}" >"$work/log" 2>&1 &
server=$!
until grep -q 'enter the code' "$work/log"; do
  kill -0 "$server" 2>/dev/null || fail 'the set-up page'
  sleep 0.2
done
[ "$(status /)" = 200 ] || fail 'the set-up page does not answer'
terminate
say 'without an App, the set-up page opens'
echo 'The image does what it should.'
