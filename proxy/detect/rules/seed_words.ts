/** Words of the list whose beginning hardly any program or page of text has. */
const RARE =
  "absorb absurd accuse acoustic addict adult aerobic affair afford afraid " +
  "airport aisle alarm album alcohol alley amateur amazing amused ancient " +
  "angry ankle annual antenna anxiety apology arctic argue armor arrest " +
  "artefact artist assault asthma athlete auction avocado awake awesome " +
  "awful awkward bachelor bacon balcony bamboo banana bargain barrel " +
  "basket battle beach beauty betray bicycle biology bitter blade blame " +
  "blast bleak bless blind blood blossom blouse blush bonus boost boring " +
  "brain brass brave breeze brick brisk broccoli bronze broom brother " +
  "brush buddy buffalo bullet bunker burden burger butter buyer cabbage " +
  "cabin cactus canal candy canoe canyon captain carbon cargo carpet " +
  "castle casual cattle caution census century chair champion chaos cheap " +
  "chicken chief chimney chuckle churn cigar cinnamon citizen civil clerk " +
  "clever cliff climb clinic cloth clown clump clutch coach coast coconut " +
  "coffee comfort comic conduct convince copper coral cotton couch cousin " +
  "coyote crack cradle crane crater crazy cream creek cricket crime crisp " +
  "crouch crowd crucial cruise crumble crush culture cupboard curious " +
  "curtain cushion daring daughter debate debris decade demise deposit " +
  "deputy devote diary diesel dignity dilemma dinner dinosaur disease " +
  "divorce dizzy doctor dolphin donate donkey donor drama drastic drill " +
  "drink dutch dwarf eagle earth economy educate elbow elephant embark " +
  "embody embrace empower enact endless enemy enjoy episode erode erosion " +
  "erupt essay ethics evolve excite excuse exercise exhibit exile eyebrow " +
  "fabric faculty faint faith famous fantasy fashion father fatigue " +
  "february female festival fever fiction fiscal flame flavor flock flower " +
  "fluid forum fossil foster fragile frown funny furnace gadget galaxy " +
  "garage garden garlic garment genius genre ghost giant giggle ginger " +
  "giraffe glance glare glass glide glimpse globe gloom glory glove " +
  "goddess goose gorilla gospel gossip grain grape grass gravity grief " +
  "grocery grunt guilt guitar habit hammer hamster harbor harsh harvest " +
  "hazard hedgehog helmet hobby hockey holiday hollow horror horse " +
  "hospital hotel humble humor hungry hurdle hurry husband illness immense " +
  "immune impulse indoor industry infant inhale injury innocent inquiry " +
  "insane invest ivory jacket jaguar jealous jeans jelly jewel journey " +
  "jungle junior kangaroo ketchup kidney kitchen kitten knife knock laptop " +
  "laugh laundry lawsuit lecture leisure lemon leopard lesson liquid " +
  "lobster lonely lottery lounge loyal lucky lumber lunar lunch luxury " +
  "lyrics magnet mammal mango mansion maple marble marriage meadow medal " +
  "melody mercy merit merry mimic miracle misery mixture moral morning " +
  "mosquito mother motor muffin muscle museum mushroom myself mystery " +
  "naive napkin nasty neglect nephew nerve noble nominee noodle novel " +
  "nurse oblige obvious ocean olive olympic onion orbit outdoor oyster " +
  "ozone paddle palace panda panic panther parade patient patrol peace " +
  "peanut peasant pelican pepper piano picnic pigeon pilot pioneer pistol " +
  "pitch pledge plunge potato pottery powder praise pride prison prize " +
  "proud pudding pulse pumpkin punch pupil puppy purity purse puzzle " +
  "pyramid rabbit radar raven razor rebel recycle relax rescue resemble " +
  "resist reunion rhythm ribbon rifle rigid ripple ritual rival roast " +
  "robot robust romance rookie royal rubber runway rural saddle sadness " +
  "salad salon salute satoshi sauce sausage scare school scissors scorpion " +
  "scout scrap scrub season seminar senior sheriff shine shiver shock " +
  "shove shrimp shrug siege sight silly silver siren skate sketch skirt " +
  "skull slender slogan slush smile smoke snack soccer soldier sorry spice " +
  "spider spike spirit spoil spoon spray squeeze stadium staff stairs " +
  "steak steel stock stove struggle student stumble subway sudden suffer " +
  "sunny supreme surge surprise survey sustain swamp swarm swear sweet " +
  "swing symptom syrup tackle talent taste tattoo teach tennis thrive " +
  "thunder timber toast tobacco toddler toilet tongue tonight tooth topic " +
  "topple tourist tower trade tragic trash trial tribe trophy truck truly " +
  "trumpet tuition tumble turkey turtle twenty umbrella unaware uncle " +
  "uncover unfair unfold unhappy unusual unveil uphold urban vacant vacuum " +
  "vague valley valve vapor velvet venue vessel veteran viable vibrant " +
  "vicious victory village vintage violin virus vital vivid vocal volcano " +
  "voyage wagon walnut warfare warrior waste wealth weapon weasel wedding " +
  "weekend weird welcome whale wheat wisdom witness woman wonder worry " +
  "wreck wrist youth zebra";

/** The other words of that list. */
const COMMON =
  "abandon ability able about above absent abstract abuse access accident " +
  "account achieve acid acquire across act action actor actress actual " +
  "adapt add address adjust admit advance advice again age agent agree " +
  "ahead aim air alert alien all allow almost alone alpha already also " +
  "alter always among amount analyst anchor anger angle animal announce " +
  "another answer antique any apart appear apple approve april arch area " +
  "arena arm armed army around arrange arrive arrow art artwork ask aspect " +
  "asset assist assume atom attack attend attitude attract audit august " +
  "aunt author auto autumn average avoid aware away axis baby badge bag " +
  "balance ball banner bar barely base basic bean because become beef " +
  "before begin behave behind believe below belt bench benefit best better " +
  "between beyond bid bike bind bird birth black blanket blue blur board " +
  "boat body boil bomb bone book border borrow boss bottom bounce box boy " +
  "bracket brand bread bridge brief bright bring broken brown bubble " +
  "budget build bulb bulk bundle burst bus business busy buzz cable cage " +
  "cake call calm camera camp can cancel cannon canvas capable capital car " +
  "card carry cart case cash casino cat catalog catch category caught " +
  "cause cave ceiling celery cement cereal certain chalk change chapter " +
  "charge chase chat check cheese chef cherry chest child choice choose " +
  "chronic chunk circle city claim clap clarify claw clay clean click " +
  "client clip clock clog close cloud club cluster code coil coin collect " +
  "color column combine come common company concert confirm congress " +
  "connect consider control cook cool copy core corn correct cost country " +
  "couple course cover craft cram crash crawl credit crew critic crop " +
  "cross cruel crunch cry crystal cube cup current curve custom cute cycle " +
  "dad damage damp dance danger dash dawn day deal december decide decline " +
  "decorate decrease deer defense define defy degree delay deliver demand " +
  "denial dentist deny depart depend depth derive describe desert design " +
  "desk despair destroy detail detect develop device diagram dial diamond " +
  "dice diet differ digital direct dirt disagree discover dish dismiss " +
  "disorder display distance divert divide document dog doll domain door " +
  "dose double dove draft dragon draw dream dress drift drip drive drop " +
  "drum dry duck dumb dune during dust duty dynamic eager early earn " +
  "easily east easy echo ecology edge edit effort egg eight either elder " +
  "electric elegant element elevator elite else emerge emotion employ " +
  "empty enable end endorse energy enforce engage engine enhance enlist " +
  "enough enrich enroll ensure enter entire entry envelope equal equip era " +
  "erase error escape essence estate eternal evidence evil evoke exact " +
  "example excess exchange exclude execute exhaust exist exit exotic " +
  "expand expect expire explain expose express extend extra eye face fade " +
  "fall false fame family fan fancy farm fat fatal fault favorite feature " +
  "federal fee feed feel fence fetch few fiber field figure file film " +
  "filter final find fine finger finish fire firm first fish fit fitness " +
  "fix flag flash flat flee flight flip float floor flush fly foam focus " +
  "fog foil fold follow food foot force forest forget fork fortune forward " +
  "found fox frame frequent fresh friend fringe frog front frost frozen " +
  "fruit fuel fun fury future gain gallery game gap garbage gas gasp gate " +
  "gather gauge gaze general gentle genuine gesture gift girl give glad " +
  "glow glue goat gold good govern gown grab grace grant great green grid " +
  "grit group grow guard guess guide gun gym hair half hand happy hard hat " +
  "have hawk head health heart heavy height hello help hen hero hidden " +
  "high hill hint hip hire history hold hole home honey hood hope horn " +
  "host hour hover hub huge human hundred hunt hurt hybrid ice icon idea " +
  "identify idle ignore ill illegal image imitate impact impose improve " +
  "inch include income increase index indicate inflict inform inherit " +
  "initial inject inmate inner input insect inside inspire install intact " +
  "interest into invite involve iron island isolate issue item jar jazz " +
  "job join joke joy judge juice jump junk just keen keep key kick kid " +
  "kind kingdom kiss kit kite kiwi knee know lab label labor ladder lady " +
  "lake lamp language large later latin lava law lawn layer lazy leader " +
  "leaf learn leave left leg legal legend lend length lens letter level " +
  "liar liberty library license life lift light like limb limit link lion " +
  "list little live lizard load loan local lock logic long loop loud love " +
  "luggage machine mad magic maid mail main major make man manage mandate " +
  "manual march margin marine market mask mass master match material math " +
  "matrix matter maximum maze mean measure meat mechanic media melt member " +
  "memory mention menu merge mesh message metal method middle midnight " +
  "milk million mind minimum minor minute mirror miss mistake mix mixed " +
  "mobile model modify mom moment monitor monkey monster month moon more " +
  "motion mountain mouse move movie much mule multiply music must mutual " +
  "myth name narrow nation nature near neck need negative neither nest net " +
  "network neutral never news next nice night noise normal north nose " +
  "notable note nothing notice now nuclear number nut oak obey object " +
  "obscure observe obtain occur october odor off offer office often oil " +
  "okay old omit once one online only open opera opinion oppose option " +
  "orange orchard order ordinary organ orient original orphan ostrich " +
  "other outer output outside oval oven over own owner oxygen pact page " +
  "pair palm panel paper parent park parrot party pass patch path pattern " +
  "pause pave payment pear pen penalty pencil people perfect permit person " +
  "pet phone photo phrase physical picture piece pig pill pink pipe pizza " +
  "place planet plastic plate play please pluck plug poem poet point polar " +
  "pole police pond pony pool popular portion position possible post " +
  "poverty power practice predict prefer prepare present pretty prevent " +
  "price primary print priority private problem process produce profit " +
  "program project promote proof property prosper protect provide public " +
  "pull pulp purchase purpose push put quality quantum quarter question " +
  "quick quit quiz quote raccoon race rack radio rail rain raise rally " +
  "ramp ranch random range rapid rare rate rather raw ready real reason " +
  "rebuild recall receive recipe record reduce reflect reform refuse " +
  "region regret regular reject release relief rely remain remember remind " +
  "remove render renew rent reopen repair repeat replace report require " +
  "resource response result retire retreat return reveal review reward rib " +
  "rice rich ride ridge right ring riot risk river road rocket roof room " +
  "rose rotate rough round route rude rug rule run sad safe sail salmon " +
  "salt same sample sand satisfy save say scale scan scatter scene scheme " +
  "science screen script sea search seat second secret section security " +
  "seed seek segment select sell sense sentence series service session " +
  "settle setup seven shadow shaft shallow share shed shell shield shift " +
  "ship shoe shoot shop short shoulder shuffle shy sibling sick side sign " +
  "silent silk similar simple since sing sister situate six size ski skill " +
  "skin slab slam sleep slice slide slight slim slot slow small smart " +
  "smooth snake snap sniff snow soap social sock soda soft solar solid " +
  "solution solve someone song soon sort soul sound soup source south " +
  "space spare spatial spawn speak special speed spell spend sphere spin " +
  "split sponsor sport spot spread spring spy square squirrel stable stage " +
  "stamp stand start state stay stem step stereo stick still sting stomach " +
  "stone stool story strategy street strike strong stuff style subject " +
  "submit success such sugar suggest suit summer sun sunset super supply " +
  "sure surface surround suspect swallow swap swift swim switch sword " +
  "symbol system table tag tail talk tank tape target task taxi team tell " +
  "ten tenant tent term test text thank that theme then theory there they " +
  "thing this thought three throw thumb ticket tide tiger tilt time tiny " +
  "tip tired tissue title today toe together token tomato tomorrow tone " +
  "tool top torch tornado tortoise toss total toward town toy track " +
  "traffic train transfer trap travel tray treat tree trend trick trigger " +
  "trim trip trouble true trust truth try tube tuna tunnel turn twelve " +
  "twice twin twist two type typical ugly unable under undo uniform unique " +
  "unit universe unknown unlock until update upgrade upon upper upset urge " +
  "usage use used useful useless usual utility valid van vanish various " +
  "vast vault vehicle vendor venture verb verify version very video view " +
  "virtual visa visit visual voice void volume vote wage wait walk wall " +
  "want warm wash wasp water wave way wear weather web west wet what wheel " +
  "when where whip whisper wide width wife wild will win window wine wing " +
  "wink winner winter wire wise wish wolf wood wool word work world worth " +
  "wrap wrestle write wrong yard year yellow you young zero zone zoo";

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
