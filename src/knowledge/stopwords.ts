// Words that carry no topic, per language. They are left out of matching and tell Latin-script languages apart.

/** Function and question words of one language (ISO 639), lower case, with their marks. */
export function stopwordsOf(language: string): ReadonlySet<string> {
  return LISTS.get(language) ?? NONE
}

const NONE: ReadonlySet<string> = new Set()

const WORDS: Record<string, string> = {
  en: `a about above after again against all am an and any are aren't as at be because been before being below between
    both but by can can't cannot could couldn't did didn't do does doesn't doing don't down during each etc for from
    further had hadn't has hasn't have haven't having he her here hers herself him himself his how i i'd i'll i'm i've if
    im in into is isn't it it's its itself just let's me more most my myself no nor not of off on once only or other ought
    our ours ourselves out over own please same shall she should shouldn't so some such than that that's the their theirs
    them themselves then there there's these they they're this those through to too under until up us very was wasn't
    we were weren't what what's when where which while who whom why will with won't would wouldn't you you're your yours
    yourself ive dont doesnt cant isnt didnt wont whats hi hello hey thanks thank anyone somebody someone`,
  de: `aber als am an auch auf aus bei beim bin bis bist da damit dann das dass dein deine dem den denn der des die dies
    diese diesem diesen dieser dieses doch du durch ein eine einem einen einer eines er es euer für gegen gibt habe haben
    hat hatte hatten hier ich ihr ihre im in ins ist ja jede jeder kann kein keine können man mehr mein meine mich mir mit
    muss nach nicht noch nur ob oder ohne sehr sein seine sich sie sind so über um und uns unter viel viele vom von vor
    wann war waren warum was weil welche welchem welchen welcher welches wenn wer werden wie wieso wird wo wofür woher
    wohin wurde wurden zu zum zur zwischen`,
  es: `a al algo algún ante antes como cómo con contra cual cuál cuales cuáles cuando cuándo cuánta cuántas cuánto cuántos
    de del desde donde dónde dos e el él ella ellos en entre era eran es esa ese eso esta está están este esto estos fue
    fueron ha había hace hay he la las le les lo los me mi más muy no nos o para pero por porque puede puedo que qué quien
    quién quiénes se según ser si sí sin sobre son su sus también tan te tiene tienen tu un una uno unos y ya yo`,
  ro: `a ai al ale am are aș au aceasta această acest acesta aceste ca când care căror cărui ce cea cei cel cele cine către
    câte câți cu cum da dacă de decât deși despre din dintr după ea ei el ele era erau este eu fi fost fără în înainte într
    îi își la le lui lor mai mult nici nu o ori pe pentru prin sau se si și s-a s-au sunt sub să unde un una unei unui unor
    va vor`,
  tr: `acaba ama bana bazı ben beni benim bir bu bunu da daha de değil diye en gibi göre hangi hangisi hangileri hem her hiç
    için ile ise kaç kadar ki kim kimin kimdir mı mi mu mü nasıl ne neden nedir nerede nereye niçin o olan olarak oldu
    olduğu olmak onu onun sonra şey şu tarafından var ve veya ya yok`,
  vi: `ai anh bao bị bởi các cách cái cho chưa có của cùng cũng đã đang để đến đi điều do đó được gì hay hoặc hơn khi không
    là làm lại lên loại mà mấy mỗi một này nào nhiêu những như nhưng nơi ở ra rằng rất sao sau sẽ tại thế thì theo thể
    tôi trên trong từ tới vào và vẫn về vì việc với vậy xảy`,
  fr: `à afin ai au aux avec c'est ce ceci cela ces cet cette comme comment combien dans de des d du elle elles en est et
    être eu fait faire il ils j je l la le les leur lui ma mais me mes moi mon ne nos notre nous on ou où par pas peut plus
    pour pourquoi qu quand que quel quelle quelles quels qui quoi s sa sans se ses si son sont sur ta te tes tu un une vos
    votre vous y`,
  it: `a ad agli ai al alla alle allo anche c che chi ci come con cosa cui da dal dalla dei del della delle di dove e è ed era
    gli ha hanno ho i il in io l la le lo ma mi mio ne nel nella non o per perché più può quale quali quando quanto quanti
    questa questo se sei si sono su sul sulla suo tra tu un una uno`,
  pt: `a ao aos as até com como da das de do dos e é ela ele em entre era essa esse esta está este eu foi foram há isso já
    lhe mais mas me meu minha na não nas no nos o onde os ou para pela pelo por porque posso qual quais quando quanto
    quantos que quê quem se sem ser seu só sua são também tem um uma você`,
  nl: `aan als bij dat de deze die dit door dus een en er had heb hebben heeft het hij hoe hoeveel ik in is kan kunnen maar
    me meer met mijn naar niet nog of om omdat onder ook op over te tot uit van veel voor waar waarom wanneer was wat we
    welk welke werd wie wordt worden ze zich zijn zo`,
  pl: `a aby ale bez być był była było były co czy dla do gdy gdzie go i ich ile jak jaka jaki jakie jako jest jego jej już
    kiedy kto która które który lub ma mi mnie może na nad nie o od po pod przed przez przy są się skąd ta tak tam te tego
    ten to tym w we wiele z za ze że`,
  ru: `а без более бы был была были было быть в вам вас во вот все всех вы где да для до его ее ей если есть еще ещё же за
    и из или им их к как какая какие каким какими каких какого какое какой каком какую когда кого кому которая которого
    которое которой котором которые который которых кто куда ли меня мне может можно мой мы на над надо нас не него нет
    ни но о об он она они оно от откуда очень по под после почему при про с свой себя со так также такой там то того тоже
    только том ты у уже чего чей чем что чтобы это этого этой этом этот я сколько`,
  uk: `а але або без бо був була були було в вже від він вона вони все де для до є за з зі і й із як яка яке який які його
    її їх коли ми на не ні о по про та так те ти то у хто це цей чи чому що щоб я`,
  el: `α αλλά αν από απο αυτά αυτή αυτό αυτοί για δεν διά εάν είναι είχε είχαν ένα ένας εκεί ενώ επί έχει έχουν η ή ήταν θα
    και κατά με μετά μη μια μία να ο οι όπως όταν ότι οποία οποίο οποίος ποια ποιά ποιες ποιο ποιό ποιοι ποιον ποιος ποιός
    πόσα πόσες πόσο πόσοι που πού προς πώς πως σαν σε στα στη στην στις στο στον στους τα τη την της τι τις το τον του τους
    των ως`,
  ar: `أن إن أو أي أين إلى الذي التي الذين اللذان بعد بعض بها به بين تم ثم حول حتى حيث خلال ذلك سوف عن عند عندما على
    عليه غير في فيها فيه قبل قد كان كانت كانوا كم كل كما كيف لا لم لماذا لن له لها لهم ما ماذا مع من متى منذ منها منه
    هذا هذه هل هم هو هي هناك و وقد ولم وهو وهي يتم يكون تكون لدى التى الى هما فما`,
  fa: `از است این آن آیا با باید برای بر به بود تا چرا چطور چگونه چه چند چیست در را شد شده که کجا کدام کرد کرده کسی می من
    ما نمی نیست هر هم همه و یا یک های`,
  hi: `अपना अपनी अपने आप इस इसके इसे उनका उनकी उनके उन उस उसके उसे एक ऐसे और कब कर करता करती करते करना करने कहाँ कहां का
    कि किन किस किसका किसके किसने किसी किसे की कितना कितनी कितने के कैसे कैसा को कोई कौन कौनसा कौनसी क्या क्यों गई गए गया
    जब जहाँ जिस जो तक तथा तब तो था थी थे द्वारा दिया दी न नहीं ने पर पास भी मैं में यदि यह यहां या ये रहा रही रहे लिए
    वह वाला वाले वाली वे सकता सकती सकते साथ से सी सा हम हुआ हुई हुए है हैं हो होता होती होते होने`,
  th: `ที่ และ ใน ของ เป็น มี ได้ ให้ ว่า การ ไม่ จะ กับ จาก โดย นี้ นั้น ก็ แต่ หรือ อะไร ใคร ไหน ใด เมื่อ เมื่อใด เมื่อไหร่ ทำไม อย่างไร
    อย่าง ยังไง เท่าไหร่ เท่าไร เท่าใด กี่ คือ ซึ่ง ถึง แล้ว คน ตัว อัน ความ ไป มา อยู่ ถูก ด้วย กว่า แห่ง ต่อ เพื่อ บ้าง ผู้ ๆ สิ่ง สิ่งใด
    ที่ไหน ไหม ครับ ค่ะ คะ ผม ฉัน`,
  zh: `的 了 是 在 和 与 及 或 吗 呢 吧 啊 我 你 您 他 她 它 我们 你们 他们 这 那 这个 那个 这些 那些 此 该 其 之 什么 怎么 怎样 怎么样 如何
    为什么 为何 哪 哪里 哪些 哪个 哪种 哪儿 谁 多少 几 多久 何 何时 何种 有 没有 被 把 对 对于 从 到 向 以 为 由 于 也 都 就 还 会 能 可以
    请 请问 一 一个 一种 不 很 最 中 上 下 里 时 后 前 并 而 但 但是 因为 所以 如果 然后 用 让 使 给 呀 嘛 进行 怎么办 咋 谢谢 大家 本 地
    得 着 过 個 這 這個 那個 什麼 怎麼 為什麼 哪裡 誰 嗎 與 對 從 會 沒有 請問 是否 能否 多大 属于`,
  ja: `の に は を た が で て と し れ さ ある いる も する から な こと として い や など なっ ない この ため その よう また もの という あり まで
    られ なる へ か だ これ によって により おり より による ず なり られる において ば なかっ なく しかし について せ だっ できる それ う ので
    なお のみ でき き つ における および いう さらに でも ら たり です ます ました ません どう なぜ 何 どこ いつ 誰 どの どれ ください です か`,
  ko: `이 그 저 것 수 등 및 에 의 를 을 은 는 가 이다 있다 하다 어떻게 왜 무엇 어디 언제 누가 어떤 무슨 하는 있는 합니다 있습니다 하나요 인가요`,
}

const LISTS = new Map(
  Object.entries(WORDS).map(([language, words]) => [
    language,
    new Set(words.split(/\s+/).filter(Boolean)) as ReadonlySet<string>,
  ]),
)
