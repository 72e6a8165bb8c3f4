/** Words of the English list that hardly any program or page of text has. */
const RARE =
  "abandon absorb absurd abuse accuse acoustic actress addict admit adult " +
  "advice aerobic affair afford afraid airport aisle alarm album alcohol " +
  "alien alley amateur amazing among amused analyst ancient angry ankle " +
  "annual antenna antique anxiety apology april arctic argue armor arrest " +
  "artefact artist artwork assault asthma athlete attitude attract auction " +
  "autumn average avocado awake awesome awful awkward bachelor bacon " +
  "balcony bamboo banana barely bargain barrel basket battle beach beauty " +
  "believe benefit betray bicycle biology birth bitter blade blame blanket " +
  "blast bleak bless blind blood blossom blouse blush bonus boost boring " +
  "borrow brain brass brave breeze brick brief brisk broccoli bronze broom " +
  "brother brown brush bubble buddy buffalo bullet bunker burden burger " +
  "burst butter buyer cabbage cabin cactus canal candy cannon canoe canyon " +
  "captain carbon cargo carpet casino castle casual cattle caution celery " +
  "census century cereal chair champion chaos chase cheap cheese cherry " +
  "chicken chief chimney chronic chuckle churn cigar cinnamon citizen " +
  "civil clarify clerk clever cliff climb clinic cloth clown clump clutch " +
  "coach coast coconut coffee comfort comic concert conduct congress " +
  "convince copper coral cotton couch couple cousin coyote crack cradle " +
  "craft crane crater crawl crazy cream creek cricket crime crisp crouch " +
  "crowd crucial cruel cruise crumble crunch crush crystal culture " +
  "cupboard curious curtain cushion daring daughter debate debris decade " +
  "december decline defense demise dentist deposit deputy desert despair " +
  "devote diamond diary diesel digital dignity dilemma dinner dinosaur " +
  "disagree disease dismiss disorder divert divorce dizzy doctor dolphin " +
  "donate donkey donor dragon drama drastic drift drill drink dutch dwarf " +
  "eagle earth easily ecology economy educate elbow electric elegant " +
  "elephant elevator embark embody embrace emotion empower enact endless " +
  "endorse enemy energy engage enjoy enlist enrich episode equip erode " +
  "erosion erupt essay essence eternal ethics evidence evolve excite " +
  "excuse exercise exhibit exile explain eyebrow fabric faculty faint " +
  "faith famous fancy fantasy fashion father fatigue favorite february " +
  "federal female festival fever fiber fiction fiscal flame flavor flock " +
  "flower fluid forest forget fortune forum fossil foster fragile fringe " +
  "frost frown funny furnace gadget galaxy garage garden garlic garment " +
  "gather genius genre gentle genuine ghost giant giggle ginger giraffe " +
  "glance glare glass glide glimpse globe gloom glory glove goddess goose " +
  "gorilla gospel gossip grain grape grass gravity grief grocery grunt " +
  "guess guilt guitar habit hammer hamster happy harbor harsh harvest " +
  "hazard heavy hedgehog helmet hobby hockey holiday hollow honey horror " +
  "horse hospital hotel humble humor hundred hungry hurdle hurry husband " +
  "hybrid illness imitate immense immune impose impulse income indoor " +
  "industry infant inflict inhale injury inmate innocent inquiry insane " +
  "insect inspire intact invest ivory jacket jaguar jealous jeans jelly " +
  "jewel journey juice jungle junior kangaroo ketchup kidney kingdom " +
  "kitchen kitten knife knock laptop laugh laundry lawsuit leader lecture " +
  "leisure lemon leopard lesson liberty liquid little lizard lobster " +
  "lonely lottery lounge loyal lucky luggage lumber lunar lunch luxury " +
  "lyrics magnet mammal mandate mango mansion maple marble marine marriage " +
  "meadow medal melody mercy merit merry metal midnight mimic miracle " +
  "misery mistake mixture monkey monster moral morning mosquito mother " +
  "motor mountain muffin muscle museum mushroom myself mystery naive " +
  "napkin nasty neglect nephew nerve noble nominee noodle north notable " +
  "novel nuclear nurse oblige obvious ocean olive olympic onion opinion " +
  "oppose orange orbit orchard ostrich outdoor oxygen oyster ozone paddle " +
  "palace panda panel panic panther paper parade parrot patient patrol " +
  "peace peanut peasant pelican pencil people pepper perfect piano picnic " +
  "piece pigeon pilot pioneer pistol pitch pizza planet plastic pledge " +
  "pluck plunge polar police popular potato pottery poverty powder praise " +
  "pride prison prize profit prosper proud pudding pulse pumpkin punch " +
  "pupil puppy purchase purity purse puzzle pyramid quantum quarter rabbit " +
  "raccoon radar rapid raven razor rebel recipe recycle reform regret " +
  "relax relief remind renew rescue resemble resist retreat reunion reward " +
  "rhythm ribbon rifle rigid ripple ritual rival roast robot robust rocket " +
  "romance rookie royal rubber runway rural saddle sadness salad salon " +
  "salute satoshi sauce sausage scare scatter school scissors scorpion " +
  "scout scrap scrub season seminar senior sense shaft sheriff shine " +
  "shiver shock shoulder shove shrimp shrug siege sight silly silver siren " +
  "situate skate sketch skirt skull slender slide slight slogan slush " +
  "smile smoke snack sniff soccer social solar soldier someone sorry sound " +
  "south spatial sphere spice spider spike spirit spoil sponsor spoon " +
  "spray spring squeeze squirrel stadium staff stairs steak steel stereo " +
  "stock stomach stone stove street strike struggle student stumble subway " +
  "sudden suffer sugar summer sunny sunset supreme surge surprise survey " +
  "suspect sustain swamp swarm swear sweet swift swing symptom syrup " +
  "tackle talent taste tattoo teach tennis thrive thumb thunder ticket " +
  "tiger timber tired toast tobacco toddler toilet tomato tomorrow tongue " +
  "tonight tooth topic topple tornado tortoise tourist tower trade traffic " +
  "tragic trash trend trial tribe trophy truck truly trumpet tuition " +
  "tumble turkey turtle twelve twenty twist umbrella unaware uncle uncover " +
  "unfair unfold unhappy unlock unusual unveil uphold urban useless vacant " +
  "vacuum vague valley valve vanish vapor vehicle velvet venture venue " +
  "vessel veteran viable vibrant vicious victory village vintage violin " +
  "virus vital vivid vocal volcano voyage wagon walnut warfare warrior " +
  "waste wealth weapon weasel wedding weekend weird welcome whale wheat " +
  "winner winter wisdom witness woman wonder worry wreck wrestle wrist " +
  "young youth zebra";

/** The other words of that list. */
const COMMON =
  "ability able about above absent abstract access accident account " +
  "achieve acid acquire across act action actor actual adapt add address " +
  "adjust advance again age agent agree ahead aim air alert all allow " +
  "almost alone alpha already also alter always amount anchor anger angle " +
  "animal announce another answer any apart appear apple approve arch area " +
  "arena arm armed army around arrange arrive arrow art ask aspect asset " +
  "assist assume atom attack attend audit august aunt author auto avoid " +
  "aware away axis baby badge bag balance ball banner bar base basic bean " +
  "because become beef before begin behave behind below belt bench best " +
  "better between beyond bid bike bind bird black blue blur board boat " +
  "body boil bomb bone book border boss bottom bounce box boy bracket " +
  "brand bread bridge bright bring broken budget build bulb bulk bundle " +
  "bus business busy buzz cable cage cake call calm camera camp can cancel " +
  "canvas capable capital car card carry cart case cash cat catalog catch " +
  "category caught cause cave ceiling cement certain chalk change chapter " +
  "charge chat check chef chest child choice choose chunk circle city " +
  "claim clap claw clay clean click client clip clock clog close cloud " +
  "club cluster code coil coin collect color column combine come common " +
  "company confirm connect consider control cook cool copy core corn " +
  "correct cost country course cover cram crash credit crew critic crop " +
  "cross cry cube cup current curve custom cute cycle dad damage damp " +
  "dance danger dash dawn day deal decide decorate decrease deer define " +
  "defy degree delay deliver demand denial deny depart depend depth derive " +
  "describe design desk destroy detail detect develop device diagram dial " +
  "dice diet differ direct dirt discover dish display distance divide " +
  "document dog doll domain door dose double dove draft draw dream dress " +
  "drip drive drop drum dry duck dumb dune during dust duty dynamic eager " +
  "early earn east easy echo edge edit effort egg eight either elder " +
  "element elite else emerge employ empty enable end enforce engine " +
  "enhance enough enroll ensure enter entire entry envelope equal era " +
  "erase error escape estate evil evoke exact example excess exchange " +
  "exclude execute exhaust exist exit exotic expand expect expire expose " +
  "express extend extra eye face fade fall false fame family fan farm fat " +
  "fatal fault feature fee feed feel fence fetch few field figure file " +
  "film filter final find fine finger finish fire firm first fish fit " +
  "fitness fix flag flash flat flee flight flip float floor flush fly foam " +
  "focus fog foil fold follow food foot force fork forward found fox frame " +
  "frequent fresh friend frog front frozen fruit fuel fun fury future gain " +
  "gallery game gap garbage gas gasp gate gauge gaze general gesture gift " +
  "girl give glad glow glue goat gold good govern gown grab grace grant " +
  "great green grid grit group grow guard guide gun gym hair half hand " +
  "hard hat have hawk head health heart height hello help hen hero hidden " +
  "high hill hint hip hire history hold hole home hood hope horn host hour " +
  "hover hub huge human hunt hurt ice icon idea identify idle ignore ill " +
  "illegal image impact improve inch include increase index indicate " +
  "inform inherit initial inject inner input inside install interest into " +
  "invite involve iron island isolate issue item jar jazz job join joke " +
  "joy judge jump junk just keen keep key kick kid kind kiss kit kite kiwi " +
  "knee know lab label labor ladder lady lake lamp language large later " +
  "latin lava law lawn layer lazy leaf learn leave left leg legal legend " +
  "lend length lens letter level liar library license life lift light like " +
  "limb limit link lion list live load loan local lock logic long loop " +
  "loud love machine mad magic maid mail main major make man manage manual " +
  "march margin market mask mass master match material math matrix matter " +
  "maximum maze mean measure meat mechanic media melt member memory " +
  "mention menu merge mesh message method middle milk million mind minimum " +
  "minor minute mirror miss mix mixed mobile model modify mom moment " +
  "monitor month moon more motion mouse move movie much mule multiply " +
  "music must mutual myth name narrow nation nature near neck need " +
  "negative neither nest net network neutral never news next nice night " +
  "noise normal nose note nothing notice now number nut oak obey object " +
  "obscure observe obtain occur october odor off offer office often oil " +
  "okay old omit once one online only open opera option order ordinary " +
  "organ orient original orphan other outer output outside oval oven over " +
  "own owner pact page pair palm parent park party pass patch path pattern " +
  "pause pave payment pear pen penalty permit person pet phone photo " +
  "phrase physical picture pig pill pink pipe place plate play please plug " +
  "poem poet point pole pond pony pool portion position possible post " +
  "power practice predict prefer prepare present pretty prevent price " +
  "primary print priority private problem process produce program project " +
  "promote proof property protect provide public pull pulp purpose push " +
  "put quality question quick quit quiz quote race rack radio rail rain " +
  "raise rally ramp ranch random range rare rate rather raw ready real " +
  "reason rebuild recall receive record reduce reflect refuse region " +
  "regular reject release rely remain remember remove render rent reopen " +
  "repair repeat replace report require resource response result retire " +
  "return reveal review rib rice rich ride ridge right ring riot risk " +
  "river road roof room rose rotate rough round route rude rug rule run " +
  "sad safe sail salmon salt same sample sand satisfy save say scale scan " +
  "scene scheme science screen script sea search seat second secret " +
  "section security seed seek segment select sell sentence series service " +
  "session settle setup seven shadow shallow share shed shell shield shift " +
  "ship shoe shoot shop short shuffle shy sibling sick side sign silent " +
  "silk similar simple since sing sister six size ski skill skin slab slam " +
  "sleep slice slim slot slow small smart smooth snake snap snow soap sock " +
  "soda soft solid solution solve song soon sort soul soup source space " +
  "spare spawn speak special speed spell spend spin split sport spot " +
  "spread spy square stable stage stamp stand start state stay stem step " +
  "stick still sting stool story strategy strong stuff style subject " +
  "submit success such suggest suit sun super supply sure surface surround " +
  "swallow swap swim switch sword symbol system table tag tail talk tank " +
  "tape target task taxi team tell ten tenant tent term test text thank " +
  "that theme then theory there they thing this thought three throw tide " +
  "tilt time tiny tip tissue title today toe together token tone tool top " +
  "torch toss total toward town toy track train transfer trap travel tray " +
  "treat tree trick trigger trim trip trouble true trust truth try tube " +
  "tuna tunnel turn twice twin two type typical ugly unable under undo " +
  "uniform unique unit universe unknown until update upgrade upon upper " +
  "upset urge usage use used useful usual utility valid van various vast " +
  "vault vendor verb verify version very video view virtual visa visit " +
  "visual voice void volume vote wage wait walk wall want warm wash wasp " +
  "water wave way wear weather web west wet what wheel when where whip " +
  "whisper wide width wife wild will win window wine wing wink wire wise " +
  "wish wolf wood wool word work world worth wrap write wrong yard year " +
  "yellow you zero zone zoo";

/** Those of the list's words by which a text is told that may have a phrase. */
export const RARE_SEED_WORDS: readonly string[] = RARE.split(" ");

/**
 * The 2048 English words that wallets are written down with, in the order that
 * gives each its number: https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki
 */
export const SEED_WORDS: readonly string[] = [
  ...RARE_SEED_WORDS,
  ...COMMON.split(" "),
].sort();
