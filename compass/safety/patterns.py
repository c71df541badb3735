"""What distress looks like in words that ``wording.plain_words`` has written out: one table.

Each row is a kind of sign and a regular expression; ``compass.safety.distress`` says what a sign
is and what follows from one. To add a way of saying it, add a case to
tests/quality/distress_cases.csv first, and one that is close to it and innocent to
tests/quality/innocent_cases.csv.
"""

from typing import Final, Literal, TypeAlias

Sign: TypeAlias = Literal[
    "suicide", "self-harm", "abuse", "danger at home", "running away", "hunger", "distress"
]

_OF_OTHERS: Final = (
    "who|whose|people|help|helping|helps|someone|somebody|those|them|their|kids|children|patients"
    "|teenagers|others|work|working|working|stop|stopping|save|saving|support|supporting|used"
    "|women|men|families|victims|worker|nurse|job"
)
# The writer, and up to six words on to what is wrong, none of which leads to somebody else. Who
# leaves the "I" away writes of themselves in the very first words: "been thinking of ending it".
_GAP: Final = rf"(?:(?!(?:{_OF_OTHERS})\b)[^\s.]+ ){{0,6}}"
_AT_FIRST: Final = r"(?:been |just |so |really |am |feel |feeling |keep |got |always ){0,2}"
_I: Final = rf"(?:(?<= i ){_GAP}|(?:^ |(?<= \. )){_AT_FIRST})"
_ONLY_I: Final = rf"(?<= i ){_GAP}"
_NOT_A_JOB: Final = (
    r"(?! (?:prevention|support|worker|nurse|research|awareness|charity|team|as a|job|work|line"
    r"|helpline|counsell\w*|service|clinic)\b)"
)
_ANYBODY: Final = (
    r"(?:mum|dad|stepdad|stepmum|parents?|brother|sister|uncle|aunt|auntie|aunty|grandad|grandpa"
    r"|grandma|nan|cousin|carer|foster \w+|boyfriend|girlfriend|ex|partner|husband|wife|family"
    r"|teacher|coach|he|she|they|someone|somebody|people|man|guy|boy|girl|lad|lads|men)"
)
_HARMS: Final = (
    r"(?:hits?|hitting|punch(?:es|ing)?|punched|kick(?:s|ing|ed)?|slap(?:s|ped|ping)?|beats|beating"
    r"|batters?|battering|battered|strangl(?:es|ed|ing)|chok(?:es|ed|ing)|hurts?|hurting"
    r"|abus(?:es|ed|ing)|rap(?:es|ed|ing)|touch(?:es|ed|ing)|molest(?:s|ed|ing)|assault(?:s|ed|ing)"
    r"|groom(?:s|ed|ing)|threaten(?:s|ed|ing)?|attack(?:s|ed|ing)|stab(?:s|bed)"
    r"|burn(?:s|ed|t)|whip(?:s|ped)|shak(?:es)|push(?:es|ed)|thr(?:ows|ew)|shov(?:es|ed)|smash(?:es|ed)|smack(?:s|ed))"
)
_MINE: Final = (
    r"(?:me|us|(?:my|the) (?:little |baby |big )?"
    r"(?:mum|brothers?|sisters?|kids|children|baby|son|daughter))"
)
_SLEEPING_OUT: Final = (
    r"(?:sleep(?:ing)? (?:rough|out(?:side)?)|(?:sleep|liv)(?:ing|e)? (?:in (?:my|a|the|our) "
    r"(?:car|van|tent|park|doorway)|on the streets?))"
)

_NOT_FROM_HOME: Final = (
    r"(?! of (?:my |the )?(?:last )?(?:school|class|college|sixth|uni|team|band|nursery|group"
    r"|course))"
)
_NOT_A_GAME: Final = (
    r"(?! (?:at|in|when we play) (?:chess|karate|judo|boxing|kickboxing|martial arts|taekwondo"
    r"|fifa|football|footy|rugby|cards|pool|snooker|darts|tennis|table tennis|badminton"
    r"|(?:\w+ )?games?|scrabble|monopoly|mario kart|running|swimming|maths|sports?|pe|training"
    r"|sparring)\b)"
)
_AT_HOME: Final = r"(?:mum|dad|stepdad|stepmum|parents?|family|uncle|aunt|auntie|grandad|grandma)"

PATTERNS: Final[tuple[tuple[Sign, str], ...]] = (
    ("suicide", r"\b(?:kill|killing|hang|hanging|unalive|unaliving|drown|shoot) myself\b"),
    ("suicide", r" (?:kms|ctb) "),
    ("suicide", r"\bi?(?:wantto|wanna|wana)(?:die|bedead)\b|\bkill(?:ing)?myself\b"),
    ("suicide", r"^ suicidal (?:thoughts |feelings )?(?:\. )?$"),
    ("suicide", rf"{_I}(?:want to|going to|might) unalive\b"),
    (
        "suicide",
        rf"{_I}(?:want|wanting|wish|need|rather|hope) (?:to |i could |i |just )*"
        r"(?:die|be dead)\b(?! (?:of|laughing|from embarrassment))",
    ),
    (
        "suicide",
        r" i (?:just |really )?wish i (?:was|were|had) (?:dead|not (?:been )?born"
        r"|never (?:been )?born|not (?:here|alive))\b",
    ),
    ("suicide", r" wish i (?:was|were) (?:dead|not (?:born|here|alive)|never born)\b"),
    (
        "suicide",
        rf"{_I}do not (?:really |even )?want to (?:be here(?! (?:at|in|for) )|be alive|exist"
        r"|live(?! (?:in|at|with|on|near|away|far|by|off) )"
        r"|wake up(?! (?:early|at|for|in|so|that) ))",
    ),
    (
        "suicide",
        rf"{_I}(?:think|thinking|thought|thoughts|thinkin) (?:\w+ )?(?:about|of) "
        rf"(?:\w+ )?(?:suicide{_NOT_A_JOB}|dying|not existing|ending (?:it|my life)|death all)",
    ),
    ("suicide", rf"{_I}(?:am|feel|feeling|been|was|get|got|so|really) suicidal\b"),
    ("suicide", rf"{_I}(?:end|ending) (?:my (?:own )?life\b|it all\b|it (?:\. |tonight |now )?$)"),
    ("suicide", rf"{_I}want (?:it|everything) (?:all )?to (?:end|stop|be over)\b"),
    ("suicide", rf"{_I}(?:take|taking|taken) my (?:own )?life\b"),
    ("suicide", r"\bbetter off without me\b|\bbetter off (?:if i was )?dead\b"),
    (
        "suicide",
        r"\b(?:nobody|who) (?:would|will|really|even|would even) (?:care|miss|notice)"
        r"(?: me\b| if i)",
    ),
    ("suicide", r"\bif i (?:died|was dead|were dead|was gone|disappeared|was not here)\b"),
    ("suicide", r"\bi (?:will|would|might) not be (?:alive|here (?:much longer|by then|anymore))"),
    ("suicide", r"\blife is(?: just)? not worth\b|\bnot worth living\b"),
    (
        "suicide",
        r"\b(?:no|any|a) (?:reason|point) (?:for me |in me |in )?(?:to live|to be alive"
        r"|living|being alive|being here|going on|to go on|carrying on)\b",
    ),
    ("suicide", rf"{_ONLY_I}(?:overdose|overdosed|od)\b(?! (?:nurse|antidote))"),
    (
        "suicide",
        r"\bi (?:\w+ ){0,2}(?:took|taken|take|swallowed) (?:\w+ )?(?:loads|lots|load|all"
        r"|too many|a lot|bunch|handful|packet|box|bottle|pack)(?: of)?(?: my| the)? "
        r"(?:tablets|pills|paracetamol|meds|medication)",
    ),
    ("suicide", r" i (?:am going to|will|want to|might) jump (?:off|in front|$|\.)"),
    (
        "suicide",
        rf"{_ONLY_I}(?:never|not) (?:want to )?wake up (?:tomorrow|again|$|\.|in the morning)",
    ),
    (
        "self-harm",
        rf"{_I}(?:hurt|hurting|cut|cutting|cuts|harm|harming|burn|burning|starve|starving"
        r"|punish|punishing|scratch|scratching|hit|hitting|injure|injuring|poison) (?:myself|me)\b"
        r"(?! (?:at|on|in|playing|by accident|falling|cooking|shaving|once|(?:when|while) (?:i )?"
        r"(?:fell|was|am)? ?(?:cooking|playing|shaving|running|fell))\b)",
    ),
    (
        "self-harm",
        rf"{_I}(?:cut|cutting|cuts|burn|burning|slit|slitting|scratch|scratching) my "
        r"(?:arms?|wrists?|legs?|thighs?|skin|body)\b",
    ),
    ("self-harm", rf"{_ONLY_I}self harm\b{_NOT_A_JOB}"),
    ("self-harm", rf"{_I}(?:make|making|made) myself (?:be )?(?:sick|ill|throw up|vomit|puke)\b"),
    ("self-harm", rf"{_I}(?:stopped eating|not eating|refuse to eat)\b"),
    ("abuse", rf"\b{_ANYBODY} (?:[^\s.]+ ){{0,4}}{_HARMS} (?:on )?{_MINE}\b{_NOT_A_GAME}"),
    (
        "abuse",
        rf"\b{_ANYBODY} (?:[^\s.]+ ){{0,3}}(?:throws|threw|pushed|kicked|shoved|dragged) me "
        r"(?:down|against|into|across|by)\b",
    ),
    (
        "abuse",
        r" i (?:\w+ )?(?:am|was|get|got|have been|keep|been|am getting|keep getting)"
        r"(?: being| getting)? (?:hit|beaten|battered|abused|raped|groomed|assaulted|molested"
        r"|attacked|threatened|trafficked|slapped|punched|sexually \w+)\b"
        r"(?! by (?:a|the) (?:car|bus|van|lorry|bike|ball|dog|cat|wave))",
    ),
    (
        "abuse",
        rf"\b{_ANYBODY} (?:[^\s.]+ ){{0,3}}(?:make|makes|making|made|force|forces|forcing"
        r"|forced|tell|tells) me (?:to )?(?:\w+ )?(?:do (?:things|stuff|sex)|have sex"
        r"|send|sell|carry|hold|steal|touch|marry|get married|take (?:my|his) clothes)\b",
    ),
    ("abuse", r"\b(?:making|make|force|forcing) me (?:to )?(?:marry|get married)\b"),
    (
        "abuse",
        rf"\b{_AT_HOME} (?:\w+ ){{0,3}}(?:want|wants|wanting|expect|expects) me to "
        r"(?:marry|get married)\b(?! (?:a |an )?(?:rich|nice|doctor|nurse|dentist|vet)\b)",
    ),
    ("abuse", r"\bmarry (?:someone|somebody|a man) i do not\b|\bhonour (?:killing|based)\b.* me\b"),
    (
        "abuse",
        r"\b(?:share|shares|sharing|send|sends|post|leak|leaked|sent|show) (?:\w+ ){0,2}"
        r"my (?:nudes|pics|pictures|photos|videos?)\b",
    ),
    ("abuse", r"\bmy nudes\b"),
    ("abuse", r"\b(?:send|sends|sending) (?:him |them |her )?(?:nudes|pics of me|naked)\b"),
    (
        "abuse",
        rf"\b{_ANYBODY} (?:[^\s.]+ ){{0,3}}(?:comes|came|gets|climbs) (?:in|into|in to) "
        r"(?:my|me) (?:room|bed|bedroom)\b",
    ),
    ("abuse", r"\block(?:s|ed|ing)? me (?:in|up|out)\b"),
    ("abuse", r"\bsexually (?:abus|assault)\w+ me\b"),
    (
        "danger at home",
        rf"{_I}(?:scared|frightened|terrified|afraid|petrified) "
        r"(?:(?!blood|needles)[^\s.]+ ){0,4}(?:home|my house|"
        r"(?:of|by) (?:my|him|her) ?(?:mum|dad|stepdad|stepmum|parents|brother|uncle|boyfriend|ex"
        r"|partner|husband|wife|family)?)\b",
    ),
    (
        "danger at home",
        r"\b(?:not|never) (?:\w+ )?safe (?:at|in|with) (?:home|my (?:own )?(?:house"
        r"|home|bed|family|mum|dad)|here)\b",
    ),
    ("danger at home", rf"{_I}unsafe (?:at|in) (?:home|my)\b"),
    (
        "danger at home",
        rf"\b{_ANYBODY} (?:[^\s.]+ ){{0,3}}(?:going to|will|threatens? to"
        r"|threatening to|threatened to|tried to|trying to|wants to|try to) (?:kill|hurt|stab|get"
        rf"|burn|shoot|strangled?) (?:{_MINE}|my family)\b(?! if)",
    ),
    ("danger at home", r" i am hiding\b|\bhid(?:e|ing) from (?:my|him|her|them)\b"),
    ("danger at home", rf"\b{_ANYBODY} (?:has|have|got|with|has got) a (?:knife|gun|machete)\b"),
    (
        "danger at home",
        r"\b(?:mum|dad|stepdad|parents|stepmum|carer) (?:\w+ )?(?:is |are )?(?:always"
        r"|constantly|drunk every|high every|off (?:her|his) head)(?: is)? ?"
        r"(?:drunk|drinking|high|on drugs|hitting|night|day)",
    ),
    (
        "danger at home",
        r"\b(?:there is|always|constant|so much|too much) (?:\w+ )?(?:fighting|violence|screaming"
        r"|hitting|smashing|shouting) (?:\w+ ){0,3}"
        r"(?:at home|in my house|at my house)\b",
    ),
    (
        "running away",
        rf"{_I}(?:run|running|ran|runaway) away(?! (?:to|with|from (?!home|my|here"
        r"|foster|care|it|everything|him|her|them)))\b",
    ),
    (
        "running away",
        r"\b(?:kick|kicked|throw|threw|thrown|chuck|chucked|throwing|kicking) me out\b"
        rf"{_NOT_FROM_HOME}",
    ),
    (
        "running away",
        r" i (?:\w+ )?(?:got|been|was|am|getting|am being|have been) "
        rf"(?:kicked|thrown|chucked) out\b{_NOT_FROM_HOME}",
    ),
    ("running away", rf"(?: i (?:\w+ ){{0,2}}|^ (?:been )?){_SLEEPING_OUT}\b"),
    ("running away", r"(?: i (?:\w+ ){0,2}|^ (?:been )?)(?:sofa|couch) surf\w*"),
    (
        "running away",
        r" i (?:am|am going to be|will be|might be|have been made|am now) (?:\w+ )?"
        r"homeless\b",
    ),
    (
        "running away",
        rf"(?<!with )(?<!have )(?<!has )\bnowhere (?:\w+ )?to (?:stay|sleep|go|live)"
        rf"\b|{_I}nowhere (?:\w+ )?to (?:stay|sleep|go|live)\b",
    ),
    (
        "hunger",
        rf"(?: we |{_ONLY_I}|there is )(?:\w+ ){{0,3}}(?:no|not any|never any|hardly any|run out"
        r" of) (?:food|dinner|tea)\b(?! (?:tech|bank))",
    ),
    (
        "hunger",
        r" (?:i|we) (?:\w+ )?(?:have|has) not (?:\w+ )?(?:eaten|ate|had (?:any |a )?"
        r"(?:food|meal|dinner|anything to eat|tea))\b",
    ),
    ("hunger", r" (?:i|we|mum|dad) (?:\w+ )?can not afford (?:to eat|food|dinner|the shop)"),
    ("hunger", r"\b(?:not|never|refuses? to) feed(?:s)? (?:me|us)\b"),
    ("hunger", r"\bonly (?:eat|ate|get food|get fed) (?:\w+ ){0,3}at school\b"),
    (
        "hunger",
        rf"{_I}(?:always hungry(?! (?:so|for|lol))|hungry all the time|go(?:ing)? hungry|so hungry"
        r"|hungry every (?:day|night))\b",
    ),
    (
        "distress",
        rf"{_I}hate (?:my (?:own )?life(?! (?:sciences?|skills|drawing|guard\w*|coach\w*)\b)|myself"
        r"|being alive|living|who i am)\b",
    ),
    ("distress", rf"{_I}dying inside\b(?! (?:a|an|the|of|hospitals?|prisons?)\b)"),
    (
        "distress",
        r" i (?:just |really |am )?(?:want to|going to|feel like|need to) (?:\w+ )?"
        r"(?:hurt|hurting|kill|killing|stab|stabbing) (?:someone|somebody|people|him|her|them)\b"
        r"(?! by (?:mistake|accident))",
    ),
    ("distress", rf"{_I}can not (?:\w+ )?(?:cope(?! with)|go on|carry on)\b"),
    (
        "distress",
        rf"{_I}(?:feel|feeling|feels|am|felt) (?:\w+ ){{0,3}}(?:hopeless|worthless|empty"
        r"|numb|trapped|broken|a burden|like (?:giving up|dying|nothing|a burden|a failure)|unsafe"
        r"|depressed)\b(?! without)",
    ),
    (
        "distress",
        rf"{_I}(?:feel|feeling|am) (?:so|really|very|completely|totally|all) (?:\w+ )?"
        r"(?:alone|lonely|scared all the time)\b",
    ),
    (
        "distress",
        r"\bnobody (?:\w+ )?(?:cares|loves|likes|understands|believes) (?:about )?me\b"
        r"|\bnobody cares\b|\bnobody (?:\w+ )?miss me\b|\bnobody to talk to\b",
    ),
    (
        "distress",
        rf"{_I}cry(?:ing)? (?:myself to sleep|every (?:single )?(?:night|day)"
        r"|all the time)\b",
    ),
    (
        "distress",
        r"^ (?:\w+ )?(?:please )?help me(?: please)?(?: i am (?:scared|in danger|hurt"
        r"|in trouble|begging|so)\b.*)? (?:\. )?$",
    ),
    ("distress", r"^ (?:\w+ )?please help(?: me| please)? (?:\. )?$"),
    ("distress", rf"{_I}am (?:really |just )?not (?:ok|okay|alright)\b"),
    ("distress", rf"{_I}having a (?:\w+ )?break ?down\b"),
    (
        "distress",
        rf"{_I}struggling (?:\w+ ){{0,3}}(?:with|because of) my (?:mental|head|anxiety"
        r"|depression|eating|feelings)",
    ),
    ("distress", r"\bgiv(?:e|ing) up on (?:everything|life|myself)\b|\bnothing matters\b"),
    (
        "distress",
        r"\bbull(?:y|ies|ied|ying) me\b| i (?:am|keep|am being|am getting|get|getting)"
        r"(?: getting| being)? bullied\b",
    ),
    ("suicide", r"\b(?:tired|sick|done) (?:of|with) (?:living|life|being alive|everything)\b"),
    (
        "suicide",
        rf"{_I}(?:do not|can not) see (?:the|a|any) (?:point(?! of| in having)|future|way out)\b",
    ),
    ("suicide", r"\bmy life is over\b|\blife (?:is|feels) (?:\w+ )?(?:pointless|meaningless)\b"),
    ("suicide", r"\b(?:pills|tablets|paracetamol) (?:saved|hidden|stashed|ready)\b"),
    ("suicide", rf"{_I}(?:saving|saved|hiding) (?:up )?(?:my )?(?:pills|tablets|paracetamol)\b"),
    ("suicide", rf"{_I}do something (?:stupid|bad|silly) (?:to myself|tonight|soon|and)\b"),
    (
        "suicide",
        rf"{_ONLY_I}(?:stand|stood|standing|sit|sitting) on (?:the|a) (?:bridge|roof|edge)\b",
    ),
    (
        "self-harm",
        rf"{_I}(?:can not stop|keep|keep on|started|been) (?:cutting|burning|hurting)"
        r"(?: again| myself)?(?: \.)? $",
    ),
    ("self-harm", r"\b(?:doing|do|done|did) (?:it|this|that|things) to myself\b"),
    ("self-harm", rf"{_I}(?:throw|throwing) up (?:\w+ ){{0,3}}(?:on purpose|after)\b"),
    (
        "abuse",
        r"\b(?:watch(?:es|ing)?|film(?:s|ing)?|spies on|perves on) me (?:in|get|getting|while|when"
        r"|sleep\w*|undress\w*)\b|\b(?:creepy|weird|pervy) (?:with|to|towards|around) me\b",
    ),
    ("abuse", r"\bforc(?:es|ed|ing) (?:him|her|them)sel(?:f|ves) on me\b"),
    ("abuse", r"\b(?:did|does|done|doing|do) (?:something|things|stuff|bad things) to me\b"),
    ("abuse", r"\b(?:took|takes|taking) advantage of me\b|\btouch(?:es|ed|ing) me up\b"),
    (
        "abuse",
        rf"\b{_ANYBODY} (?:[^\s.]+ ){{0,10}}(?:says?|said|tells? me|told me) (?:to )?(?:do not tell"
        r"|not to tell|not tell|keep it (?:a )?secret|its our secret)\b",
    ),
    (
        "abuse",
        r"\b(?:get|gets|getting) (?:hit|slapped|beaten|battered|punched|smacked)"
        r" (?:at home|if|when|every|by my|all the time|for)\b",
    ),
    (
        "danger at home",
        r"\b(?:mum|sister|brother|dad) (?:\w+ )?(?:gets|getting|get) (?:battered|hit|beaten"
        r"|punched|abused|attacked)\b",
    ),
    ("danger at home", rf"\b{_ANYBODY} (?:[^\s.]+ ){{0,2}}kill me if (?:they|he|she) find"),
    ("danger at home", rf"{_ONLY_I}can not go (?:back )?home\b(?! (?:for|at) (?:lunch|dinner))"),
    ("danger at home", r"\bfound out where (?:i|we) live\b"),
    ("danger at home", r"\b(?:home|(?:my|our) house) is not (?:a )?safe\b"),
    ("running away", r" i have (?:just )?(?:left|run from) home (?:and|because|tonight|today)\b"),
    ("running away", r" (?:i|we) (?:\w+ ){0,3}evicted\b"),
    (
        "running away",
        r" (?:i am|i have been|we are) (?:living|staying|stuck) in (?:a|an) (?:hostel"
        r"|refuge|emergency|b and b)\b",
    ),
    (
        "running away",
        rf"\b{_ANYBODY} (?:\w+ )?(?:says|said|told|wants|is making) (?:me|i)(?: have)?(?: to)?"
        r" (?:leave|get out|move out|out|go)\b(?! (?:to|for|into|in) )",
    ),
    (
        "hunger",
        r" (?:have|has) not had (?:owt|nowt|nothing|anything|much|a proper meal|any food)\b"
        r"(?=.*\b(?:eat|food|meal|since|days?)\b)",
    ),
    (
        "hunger",
        r" (?:i|we|^ ) ?do not (?:always )?(?:get|have) (?:any |enough |much )?(?:dinner|tea|fed"
        r"|food|breakfast|meals|to eat)\b|^ do not get (?:fed|dinner|tea|food)\b",
    ),
    ("hunger", r" (?:i|we) can not afford (?:\w+ ){0,3}(?:food|shop|eat)\b"),
    (
        "distress",
        rf"{_I}can not (?:\w+ )?(?:do|take|handle|bear) (?:this|it)(?: all)?"
        r" (?:anymore|no more|any longer|much longer|(?:\. )?$)",
    ),
    ("distress", rf"{_I}(?:always|can not stop|keep) crying\b"),
    ("distress", rf"{_I}(?:scared|frightened|terrified|anxious) all the time\b"),
    ("distress", r"\b(?:everything|it) is (?:just )?(?:all )?too much\b(?! (?:for|like|maths))"),
    ("distress", r"\bmy head is (?:a mess|messed|all over|gone|broken|wrecked)\b"),
    ("distress", r"\bmak(?:e|es|ing) my life (?:a )?(?:hell|misery|miserable)\b"),
)
