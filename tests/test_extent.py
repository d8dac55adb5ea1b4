"""How far what is said reaches, and who can have said it: sentences by hand."""
import pytest

from analysis import quotes
from analysis.tagging import codebook, link

SENTENCES = {
    "a quotation behind what is retold": (
        "Her husband, a retired miller, said he had not slept. “I went outside and looked at the weir.”",
        [("he had not slept", "said", "Her husband, a retired miller"), ("“I went outside and looked at the weir.”", "", "")]),
    "asked by nobody": ("Asked whether she expected charges, she replied: “I expect boxes, and many of them.”",
                        [("“I expect boxes, and many of them.”", "replied", "she")]),
    "pronounced dead": ("He was pronounced dead at Oster Infirmary at noon.", []),
    "an aside in the subject": (
        "Its owner maintained that the weir, a relic of the mill, was opened at noon.",
        [("the weir, a relic of the mill, was opened at noon", "maintained", "Its owner")]),
    "what somebody faces": ("The mayor faces calls to quit over the weir.", []),
    "asked, by whom is not said": ("The mayor was repeatedly asked whether he would go.", []),
    "the writer's own question": ("I asked Ann Lee to go through the sums of the mill.", []),
    "says so": ("She thinks the rule is daft and says so loudly.", [("the rule is daft", "thinks", "She")]),
    "that behind hearer and place": (
        "Her deputy told growers at the weir that no one had passed on the warning.",
        [("no one had passed on the warning", "told", "Her deputy")]),
    "a subject with a clause and a name": (
        "The firm that employed her, Halden Care, has accepted that its staffing was low.",
        [("its staffing was low", "accepted", "The firm that employed her, Halden Care")]),
    "shouts from somewhere": ("There were shouts of “Shame!” from the opposition benches.",
                              [("“Shame!”", "shouts", "the opposition benches")]),
    "a cue before its source in the middle": (
        "It was nine crowns a sack, says the head of the Growers’ Guild, and it was not a price but an insult.",
        [("It was nine crowns a sack + and it was not a price but an insult", "says", "the head of the Growers’ Guild")]),
    "footage of somebody's own": (
        "The army said that the bridge would have fallen and released footage that it claims shows the crack.",
        [("the bridge would have fallen", "said", "The army"), ("shows the crack", "claims", "it")]),
    "a title with a full stop": (
        "On Friday Mr. Trump, who owns the mill, said the bridge was safe.",
        [("the bridge was safe", "said", "Mr. Trump, who owns the mill")]),
    "double marks in single ones": (
        "‘She told me, “Wait at the weir,” and left,’ said Marta Olin.",
        [("‘She told me, “Wait at the weir,” and left,’", "said", "Marta Olin")]),
    "a fronted source with a relative clause": (
        "According to Friends of the Mill, which runs a tea room, two in three visitors come from abroad and most stay a night.",
        [("two in three visitors come from abroad and most stay a night", "According to", "Friends of the Mill, which runs a tea room")]),
    "a fronted source and its role": (
        "According to Ann Lee, the mayor, rents fell in spring.",
        [("rents fell in spring", "According to", "Ann Lee, the mayor")]),
    "a fronted name that holds a reporting word": (
        "According to a leaked study by safety watchdog Oster Rail, the bridge over the mill race had sunk by 40cm.",
        [("the bridge over the mill race had sunk by 40cm", "According to", "a leaked study by safety watchdog Oster Rail")]),
    "both sides of a cue": (
        "The roof of the mill had been sound, she conceded, but the gutters that came with it had not.",
        [("The roof of the mill had been sound + but the gutters that came with it had not", "conceded", "she")]),
    "a subject before the cue": (
        "None of the growers, he says, was asked about the frost.",
        [("None of the growers + was asked about the frost", "says", "he")]),
    "a participle behind a report in the report": (
        "The mayor said statements by growers that the mill is closed are false, saying the council does not see any sign of it.",
        [("statements by growers that the mill is closed are false", "said", "The mayor"), ("the mill is closed", "statements", "growers"),
         ("the council does not see any sign of it", "saying", "The mayor")]),
    "a time behind and": (
        "Oster denies that it has any such plans and this week said it was moving back some lorries.",
        [("it has any such plans", "denies", "Oster"), ("it was moving back some lorries", "said", "Oster")]),
    "what the writer adds": (
        "The last growers had left Oster by noon, he said, wiping his hands on his apron.",
        [("The last growers had left Oster by noon", "said", "he")]),
    "another that": (
        "The mayor told growers that the gates had been opened at 2am, and that the council had paid for new locks.",
        [("the gates had been opened at 2am, and that the council had paid for new locks", "told", "The mayor")]),
    "a time before the clause": (
        "He recalled that under the lease of 1998, signed in Oster, the mill must keep the path open.",
        [("under the lease of 1998, signed in Oster, the mill must keep the path open", "recalled", "He")]),
    "an adjective that looks like a cue": (
        "A boy with a broken arm was left at the mill for almost a day, her furious family claimed last night.",
        [("A boy with a broken arm was left at the mill for almost a day", "claimed", "her furious family")]),
    "a role before a name": ("Rovers coach Ann Lee quipped that the mill was open on Sundays.",
                             [("the mill was open on Sundays", "quipped", "Rovers coach Ann Lee")]),
    "a role before a cue": ("Oster's premier calls the closure a mistake.",
                            [("the closure a mistake", "calls", "Oster's premier")]),
    "a time between subject and verb": ("Oster has in the past warned that it would leave the league altogether.",
                                        [("it would leave the league altogether", "warned", "Oster")]),
    "whom somebody told": ("The mayor, for her part, told Radio Oster that the mill would open in June.",
                           [("the mill would open in June", "told", "The mayor")]),
    "the owner of what the sentence is about": (
        "The growers ignore the mill, whose owner, Ann Lee, said on Monday that no rule had been broken.",
        [("no rule had been broken", "said", "whose owner, Ann Lee")]),
    "the body behind a name": ("Tom Marsh, of the growers’ union, said the frost had ruined the crop.",
                               [("the frost had ruined the crop", "said", "Tom Marsh, of the growers’ union")]),
    "what makes a source one": ("One grower familiar with the talks said that the mill had asked for a delay.",
                                [("the mill had asked for a delay", "said", "One grower familiar with the talks")]),
    "between dashes stands who is beside": (
        "Mayor Ann Lee — flanked by her rival, Tom Marsh — said that the mill was dead.",
        [("the mill was dead", "said", "Mayor Ann Lee")]),
    "a dateline is no one": (
        "OSTER, Oct. 9 — The mayor of Oster said Monday that the town would not pay, even as the port’s operator, Marsh Ports, "
        "warned of bare shelves.",
        [("the town would not pay", "said", "The mayor of Oster"), ("bare shelves", "warned", "the port’s operator, Marsh Ports")]),
    "behind what they are": ("The union behind the strike at Oster harbour has accused the owner of lying.",
                             [("the owner + lying", "accused", "The union behind the strike at Oster harbour")]),
    "who urges": ("The clerk has been urged by some growers to open the gates.",
                  [("to open the gates", "urged", "some growers")]),
    "a verb behind its subject": ("The roof leaks when it rains, grumbled Councillor Ann Lee as she left the hall.",
                                  [("The roof leaks when it rains", "grumbled", "Councillor Ann Lee")]),
    "a verb of two words": ("The bridge over the race has never been inspected, she pointed out.",
                            [("The bridge over the race has never been inspected", "pointed out", "she")]),
    "a report that goes on": (
        "The bridge was built for carts, she explained to the Courier, adding that the mill was “a museum”.",
        [("The bridge was built for carts", "explained", "she"), ("the mill was “a museum”", "adding", "she")]),
    "a quotation that goes on": (
        "“I have seen one like it before,” he says, “and that was in a museum.”",
        [("“I have seen one like it before,” + “and that was in a museum.”", "says", "he")]),
    "a quotation behind a gesture": (
        "“It will fall,” she said, pointing at the roof, “and nobody will care.”",
        [("“It will fall,” + “and nobody will care.”", "said", "she")]),
    "a date before the cue": (
        "By then, according to a log kept by the growers, the gate of the mill was two hours late.",
        [("By then + the gate of the mill was two hours late", "according to", "a log kept by the growers")]),
    "a place behind it": (
        "It came, according to two people who worked in the mill, from a shop on Oster Road.",
        [("It came + from a shop on Oster Road", "according to", "two people who worked in the mill")]),
    "one word before the cue": ("Water, the growers maintain, is not the point.",
                                [("Water + is not the point", "maintain", "the growers")]),
    "the last subject before the cue": (
        "The gate was tied to a post, and nobody, she said, was going to open it.",
        [("nobody + was going to open it", "said", "she")]),
    "a report at the end": (
        "Of 90 mills built in Oster over 20 years, only two have closed, the association calculated.",
        [("Of 90 mills built in Oster over 20 years, only two have closed", "calculated", "the association")]),
    "a report to somebody at the end": (
        "At least two owners have left the mill, a person close to the talks told the Courier on Friday.",
        [("At least two owners have left the mill", "told", "a person close to the talks")]),
    "a name beside the role at the end": (
        "The growers, who sold the mill, have not been paid, their chair, Ann Lee, told a newspaper.",
        [("The growers, who sold the mill, have not been paid", "told", "their chair, Ann Lee")]),
    "nobody who spoke": ("The miller was warned by radio to stay inside, a committee was told yesterday.",
                         [("The miller was warned by radio to stay inside", "was told", "")]),
    "a conduit": ("The mill had to close, Lee said on Monday, according to the Courier.",
                  [("The mill had to close", "said", "Lee")]),
    "a deed that is reported": ("The owner submitted that the mill was empty.", [("the mill was empty", "submitted", "The owner")]),
    "a note": ("Growers note that no date can be fixed.", [("no date can be fixed", "note", "Growers")]),
    "a clause inside what was said": (
        "Engineers said the bell, while old, should not have cracked the beam.",
        [("the bell, while old, should not have cracked the beam", "said", "Engineers")]),
    "a name, a thing written, somebody asked": (
        "He joined a group called Mill Watch. Lee wrote one book. We asked them. Shops refuse her money.", []),
    "a verb no list has": ("The mill has closed. “We have no bread to bake in it,” she huffed.",
                           [("“We have no bread to bake in it,”", "huffed", "she")]),
    "no report": ("After the vote, the mayor agreed.", []),
    "a pronoun that looks like an article": ("Both put the weight of the bell at more than 90 tons.",
                                             [("the weight of the bell at more than 90 tons", "put", "Both")]),
    "an outcry": ('A few shouted "Murderers!" as the owner passed.', [('"Murderers!"', "shouted", "A few")]),
    "heard": ('A clerk can be heard yelling, "Doors! Mind the doors!" Two carts follow.',
              [('"Doors! Mind the doors!"', "yelling", "A clerk")]),
    "what the writer concedes": (
        "Over the years, she said, the mill has kept them apart – though at the mention of bread she laughed.",
        [("Over the years + the mill has kept them apart", "said", "she")]),
    "who cuts in": (
        "“Take it now,” Lee said, and her brother cut in. “Keep the mill for us.”",
        [("“Take it now,”", "said", "Lee"), ("“Keep the mill for us.”", "", "")]),
    "what is expressed": (
        "Marsh continued to express doubts about her accounts and made clear that he would not pay.",
        [("doubts about her accounts", "express", "Marsh")]),
    "a noun and whose it is": (
        "The board has not paid since its charge that he stole the bell.", [("he stole the bell", "charge", "its")]),
    "where it was said": (
        "One of the bank's top clerks, Ann Lee, subsequently testified in one of the suits that nobody had read the ledger.",
        [("nobody had read the ledger", "testified", "One of the bank's top clerks, Ann Lee")]),
    "to whom a case was made": (
        "On Monday, Lee privately made the case to the millers that she had not sold them out.",
        [("she had not sold them out", "made the case", "Lee")]),
    "nobody asked": (
        "When asked whether the mill was the right place for bread, half of growers said it was not.",
        [("it was not", "said", "half of growers")]),
    "what he agreed to do": (
        "Lee agreed to a phone call on Monday, but only to tell Marsh that she would not sell.",
        [("she would not sell", "tell", "Lee")]),
    "a quotation beside an apostrophe": (
        'In answer to Lees\' letter, she said the mill had been sold. "I really believe that the miller deserves his bread."',
        [("the mill had been sold", "said", "she"),
         ('"I really believe that the miller deserves his bread."', "", "")]),
    "words behind a quotation that are said too": (
        "Marsh joked that he likes a good, “noisy market every once in a while” since he grew up beside one.",
        [("he likes a good, “noisy market every once in a while” since he grew up beside one", "joked", "Marsh")]),
    "what the writer sets before it": (
        "In answer to Marsh's charge that she hid the ledger, Lee said she and the clerk had burned it.",
        [("she hid the ledger", "charge", "Marsh"), ("she and the clerk had burned it", "said", "Lee")]),
    "when it was written, before a colon": ("In a 1963 letter, he wrote:", []),
    "what somebody quoted says of what he said": (
        "“I say the mill must go, and I told them so in May.”",
        [("“I say the mill must go, and I told them so in May.”", "", "")]),
    "a quotation that goes on behind a role and a name": (
        "“A wall is no gate,” its keeper, Ilse Marant, told reporters. “We expect it to be gone by Friday.”",
        [("“A wall is no gate,” + “We expect it to be gone by Friday.”", "told", "its keeper, Ilse Marant")]),
    "what the writer knows of it": (
        "Marsh said she sold the mill to a cousin, who never paid, and to the bank, which stood empty for ten years.",
        [("she sold the mill to a cousin, who never paid, and to the bank", "said", "Marsh")]),
    "what the writer sets beside it": (
        "Growers say 60 carts came to the mill; the gate was shut by noon.",
        [("60 carts came to the mill", "say", "Growers")]),
    "two reports at a semicolon": (
        "Marsh said her growers had not been ready; Tesk says simply that she did not want the mill.",
        [("her growers had not been ready", "said", "Marsh"), ("she did not want the mill", "says", "Tesk")]),
    "a source that agreed to talk": (
        "One miller with 18 years’ service, who agreed to talk in a barn on condition that his name was not used, said spirits were “in the cellar and digging”.",
        [("spirits were “in the cellar and digging”", "said",
          "One miller with 18 years’ service, who agreed to talk in a barn on condition that his name was not used")]),
    "a story told": ("She has told her story to the Courier. The mayor, Ann Lee, has said little in public.", []),
    "a document cited": ("Marsh, the owner of the mill, cited a letter from the council.", []),
    "what it was called, and where": (
        "Dutch miller Pieter Vos, who called his rival 'a pharmacy' in a post he took down, kept his licence.",
        [("his rival 'a pharmacy'", "called", "Dutch miller Pieter Vos")]),
    "a noun demanded": ("Opposition growers in Oster’s council have demanded an inquiry. Clerk Ann Lee said the council had “gone to sleep”.",
                        [("an inquiry", "demanded", "Opposition growers in Oster’s council"),
                         ("the council had “gone to sleep”", "said", "Clerk Ann Lee")]),
    "a reason behind the cue": (
        "If found guilty, Marsh loses the mill and would forfeit the lease, the council said in a statement, because the rules were broken.",
        [("If found guilty, Marsh loses the mill and would forfeit the lease + because the rules were broken", "said", "the council")]),
    "a report inside a clause": (
        "The verdict, which the mill said it had received at noon, leaves the owner with a fine of two thousand crowns.",
        [("it had received at noon", "said", "the mill")]),
    "a clause that names its place": (
        "The Clean River Board said traces of lead were found in a sample the miller gave on July 11.",
        [("traces of lead were found in a sample the miller gave on July 11", "said", "The Clean River Board")]),
    "what was called so": ("Growers have branded the mill “the coffin run”.", [("the mill “the coffin run”", "branded", "Growers")]),
    "a quotation that is a sentence of its own": (
        "The cook put down her ladle and looked at the door. “It was turnips. Only turnips.”",
        [("“It was turnips. Only turnips.”", "", "")]),
    "a dash that goes on": (
        "Speaking in Oster, Lee said that the mill has shown no signs of closing -- and, in fact, appears to be adding to its staff.",
        [("the mill has shown no signs of closing -- and, in fact, appears to be adding to its staff", "said", "Lee")]),
    "a bare denial": ("The miller denies speeding.", [("speeding", "denies", "The miller")]),
    "an irregular verb of saying": (
        "The clerk swore that she had locked the vault before noon.",
        [("she had locked the vault before noon", "swore", "The clerk")]),
    "told how": ("A swimmer told how he clung to a buoy for six hours.", [("how he clung to a buoy for six hours", "told", "A swimmer")]),
    "claims to have": ("The club claims to have paid every player.", [("to have paid every player", "claims", "The club")]),
    "whom with a clause": (
        "Residents begged the company, which owns the dam, to open the gates.",
        [("the company, which owns the dam, to open the gates", "begged", "Residents")]),
    "warned whom": (
        "Judge Otto Brand warned members of the jury that they would be fined.",
        [("they would be fined", "warned", "Judge Otto Brand")]),
    "told whom before a colon": (
        'The widow told the mine owners and the ministers they fund: "You killed him."',
        [('"You killed him."', "told", "The widow")]),
    "advised not to": (
        "Ada Pell, of travel site GoFar, advised tourists not to cancel.",
        [("tourists not to cancel", "advised", "Ada Pell, of travel site GoFar")]),
    "recorded as saying": (
        "The vault was ‘one key away’ from being robbed, he is recorded as saying.",
        [("The vault was ‘one key away’ from being robbed", "recorded as saying", "he")]),
    "a sum between two": (
        "Otto Brand, of Pell Securities, put the cost at between 2m and 3m crowns.",
        [("the cost at between 2m and 3m crowns", "put", "Otto Brand, of Pell Securities")]),
    "an aside behind which": ("The paper has seen a letter which, she said, proves it.", [("proves it", "said", "she")]),
    "an aside behind where": (
        "They came from the coast where, according to a survey by the guild, half the boats are sunk.",
        [("half the boats are sunk", "according to", "a survey by the guild")]),
    "an aside behind of which": (
        "He lost three cows, two of which, he said, were in calf.",
        [("two of which + were in calf", "said", "he")]),
    "two verbs with that": (
        "Mr Brand confirmed that the letter was real but maintained that the debt had been ‘paid in full’.",
        [("the letter was real", "confirmed", "Mr Brand"), ("the debt had been ‘paid in full’", "maintained", "Mr Brand")]),
    "it said and accepted that": (
        "The firm said it did not accept all of the report, but accepted that it had been “slow”.",
        [("it did not accept all of the report", "said", "The firm"), ("it had been “slow”", "accepted", "The firm")]),
    "dashes before the verb": (
        "She said the roof – the one over the east wing – had leaked for years.",
        [("the roof – the one over the east wing – had leaked for years", "said", "She")]),
    "a participle between dashes": (
        "He claimed the foremen - one known as The Duke - had cut the brakes.",
        [("the foremen - one known as The Duke - had cut the brakes", "claimed", "He")]),
    "hit back": ("'I wanted a day off,' Miss Pell hit back, to laughter.", [("'I wanted a day off,'", "hit back", "Miss Pell")]),
    "told in a short clause": (
        "No answer came, a nurse at the clinic told The Courier.",
        [("No answer came", "told", "a nurse at the clinic")]),
    "branded without as": ("The bishop branded the sale a 'disgrace'.", [("the sale a 'disgrace'", "branded", "The bishop")]),
    "mocked as a": (
        "And she mocked rival Otto Brand as a “paper tiger in a borrowed suit”.",
        [("rival Otto Brand as a “paper tiger in a borrowed suit”", "mocked", "she")]),
    "rated as": (
        "The report, written by the inspectorate, rated the risk of ‘total failure’ in the east wing as ‘severe’.",
        [("the risk of ‘total failure’ in the east wing as ‘severe’", "rated", "The report, written by the inspectorate")]),
    "calling himself a name": ("A hacker calling herself Wren claimed the data had been sold.",
                               [("the data had been sold", "claimed", "A hacker calling herself Wren")]),
    "behind a bullet": ("• Council will pay for repairs, says mayor", [("Council will pay for repairs", "says", "mayor")]),
    "called at a house": (
        "When the Lantern called at his house, a gardener said he was abroad.",
        [("he was abroad", "said", "a gardener")]),
    "condemned over": ("But the three dogs condemned over the attack won a reprieve on Monday when a court halted the order.", []),
    "time to explain": ("The court gave the firm until Friday to explain how the oil came to be spilled.", []),
    "told by somebody with a clause": (
        "The bridge will not last the winter, a mason who worked on it for ten years told the inquiry.",
        [("The bridge will not last the winter", "told", "a mason who worked on it for ten years")]),
    "stopped short of saying": (
        "It reported that the locks were broken, though it stopped short of calling it theft.",
        [("the locks were broken", "reported", "It")]),
    "sworn on a day that": (
        "A baker swore on Monday that the flour had been delivered twice.",
        [("the flour had been delivered twice", "swore", "A baker")]),
    "a long subject that tells": (
        "The widow of a miner killed in the blast has told how she waited at the gate for two days.",
        [("how she waited at the gate for two days", "told", "The widow of a miner killed in the blast")]),
    "a plural verb with that": (
        "The minutes, on which ministers have leapt, state that the bank “is safe”.",
        [("the bank “is safe”", "state", "The minutes")]),
    "a date aside before that": (
        "The agency warned in a letter on Monday, a week before the fire, that the roof was rotten.",
        [("the roof was rotten", "warned", "The agency")]),
    "a time and a date before that": (
        "The agency predicted in a note on Friday, two days before the sale, that the shares would be “worthless”.",
        [("the shares would be “worthless”", "predicted", "The agency")]),
    "what a poll found": (
        "A survey by the guild found half the boats were sunk.",
        [("half the boats were sunk", "found", "A survey by the guild")]),
    "remembered aloud": (
        "“He told us to run and not look back,” she remembers.",
        [("“He told us to run and not look back,”", "remembers", "she")]),
    "worried owners": (
        "Worried shop owners begged tourists not to stay away from the coast.",
        [("tourists not to stay away from the coast", "begged", "Worried shop owners")]),
    "a quotation behind an aside": (
        "The valley is, says its priest, “a church without a roof”.",
        [("The valley is + “a church without a roof”", "says", "its priest")]),
    "wanted to know": ("Was anybody sacked, Mr Brand wanted to know.", [("Was anybody sacked", "wanted to know", "Mr Brand")]),
    "two bodies and an aside": (
        'The Orvan Guild and the Mill League, in a joint letter to this paper, pledged to defend the mayor "by all lawful means".',
        [('to defend the mayor "by all lawful means"', "pledged", "The Orvan Guild and the Mill League")]),
    "a caption": (
        "President Ada Pell at the harbour on Monday: “Nobody will be left behind.”",
        [("“Nobody will be left behind.”", ":", "President Ada Pell")]),
    "what a question before does not take": (
        "Ada Pell posted: 'Whose rights come first?' Another reader joked that the mayor 'should get a refund'.",
        [("'Whose rights come first?'", "posted", "Ada Pell"), ("the mayor 'should get a refund'", "joked", "Another reader")]),
    "although in what is said": (
        "Prosecutors argued that although Lazar confessed, he showed no remorse.",
        [("although Lazar confessed, he showed no remorse", "argued", "Prosecutors")]),
    "which in what is said": (
        "The firm said its pumps, which had been tested in May, were sound.",
        [("its pumps, which had been tested in May, were sound", "said", "The firm")]),
    "when asked": ("“It was loud,” the mayor told the paper when asked about the bell.", [("“It was loud,”", "told", "the mayor")]),
    "whom it appealed to": (
        "In a notice agreed at dawn the guild voiced “deep unease” and appealed to both mills to stop.",
        [("“deep unease”", "voiced", "the guild"), ("both mills to stop", "appealed to", "the guild")]),
    "whom it urged behind a quotation": (
        "The union issued a notice that voiced “deep anger,” urged both owners to step down and called for a vote.",
        [("“deep anger,”", "voiced", "The union"), ("both owners to step down", "urged", "The union"), ("a vote", "called for", "The union")]),
    "a figure in words": (
        "The surveyors, who walked the wall in May, put its age at six centuries.",
        [("its age at six centuries", "put", "The surveyors, who walked the wall in May")]),
    "a figure and a deed": (
        "The Oster Complaints Board put the bill at up to £4 million and made two offers.",
        [("the bill at up to £4 million", "put", "The Oster Complaints Board")]),
    "no figure": (
        "The bank put him at the head of its risk team.",
        []),
    "a noun that may be a verb": (
        "The bank's head, Tom Marsh, rejected the bid but said offers might still come.",
        [("the bid", "rejected", "The bank's head, Tom Marsh"), ("offers might still come", "said", "The bank's head, Tom Marsh")]),
    "told what somebody thinks": (
        "The coach told reporters on the quay that she feared “a long winter” for the club.",
        [("she feared “a long winter” for the club", "told", "The coach"), ("“a long winter” for the club", "feared", "she")]),
    "a phrase before the subject without a comma": (
        "In a short speech at the mill she demanded an apology, back pay and the return of the boats.",
        [("an apology, back pay and the return of the boats", "demanded", "she")]),
    "an offer with its time": (
        "The premier promised late last night to resign.",
        [("to resign", "promised", "The premier")]),
    "said for weeks": (
        "The firm denied for weeks that the tank had leaked.",
        [("the tank had leaked", "denied", "The firm")]),
    "argued for years": (
        "The two towns have argued for decades over the weir.",
        []),
    "this in a letter": (
        "Her lawyer denied this in a letter quoted by the Oster Gazette.",
        [("this", "denied", "Her lawyer")]),
    "whose advice it is": (
        "The council built the weir against the advice of one of its own teams.",
        []),
    "a noun and what it may do": (
        "A boycott call that threatens to empty the mills has split the union.",
        []),
    "a noun with no source": (
        "The firm faces a legal claim that could cost it the mill.",
        []),
    "a question still to be decided": (
        "The court will decide by the spring whether to free the miller.",
        []),
    "defended as": (
        "The bishop defended the sale as a way to save the school.",
        [("the sale as a way to save the school", "defended", "The bishop")]),
    "appealed for": (
        "The guild put losses at 3 million crowns a day and appealed to the premier to reopen the weir.",
        [("losses at 3 million crowns a day", "put", "The guild"), ("the premier to reopen the weir", "appealed to", "The guild")]),
    "explained in person": (
        "The chairman came to the mill to explain the closure in person.",
        []),
    "said by one with a clause behind a role": (
        "The city would have to refund Tarn, the operator, for its costs, said Maria Ost, who runs the union.",
        [("The city would have to refund Tarn, the operator, for its costs", "said", "Maria Ost, who runs the union")]),
    "said by a role behind commas": (
        "The plan would cost Pell, the next village, its only bus, said the mayor.",
        [("The plan would cost Pell, the next village, its only bus", "said", "the mayor")]),
    "a noun in the plural before a comma": (
        "The Guild hailed it as ‘a new dawn’, while the League, its partner in a dozen projects, worries about the workers.",
        [("it as ‘a new dawn’", "hailed", "The Guild"), ("the workers", "worries", "the League, its partner in a dozen projects")]),
    "a study that found": (
        "She cited a study by Osten University that found that wages fell by half.",
        [("wages fell by half", "found", "a study by Osten University")]),
    "whom somebody met": (
        "The minister met doctors who warned that wards were full.",
        [("wards were full", "warned", "doctors")]),
    "a man from somewhere": (
        "He lives with a man from Oster who claimed that the mill was haunted.",
        [("the mill was haunted", "claimed", "a man from Oster")]),
    "what else went on": (
        "The driver said that the gates were open, as the ministry suspended the operator and called its board into an emergency session.",
        [("the gates were open", "said", "The driver")]),
    "as for a reason": (
        "The ministry said the road would close, as the bridge is unsafe.",
        [("the road would close, as the bridge is unsafe", "said", "The ministry")]),
    "advised against in a relative clause": (
        "The rail board, which advised against selling the line, has not been asked.",
        [("selling the line", "advised against", "The rail board")]),
    "denied in a relative clause": (
        "Marsh, who denied the charge, was fined.",
        [("the charge", "denied", "Marsh")]),
    "a relative clause with an aside": (
        "The clerk, who said that the books, all 40 of them, were gone, was not charged.",
        [("the books, all 40 of them, were gone", "said", "The clerk")]),
    "said A but believed B": (
        "Lee said she shared the grief of the families but believed the council had done its best.",
        [("she shared the grief of the families", "said", "Lee"), ("the council had done its best", "believed", "Lee")]),
    "a letter that expressed": (
        "Hours later the guild put out a letter that expressed “deep regret” over the fire.",
        [("“deep regret” over the fire", "expressed", "the guild")]),
    "a note that warned": (
        "The ministry sent a note that warned of “serious consequences”.",
        [("“serious consequences”", "warned", "The ministry")]),
    "a deed behind what is called": (
        "The union branded the offer “an insult” and walked out of the talks.",
        [("the offer “an insult”", "branded", "The union")]),
    "an envoy recalled": (
        "The Osterian embassy described the raid as “a crude stunt” and recalled its envoy, Ida Lorn.",
        [("the raid as “a crude stunt”", "described", "The Osterian embassy")]),
    "boos behind a quotation": (
        'Minister Ann Orr accused the club of doing "the work of the mob," drawing jeers from the benches.',
        [('the club + doing "the work of the mob,"', "accused", "Minister Ann Orr")]),
    "some of them": (
        "She said the man was accused of having stolen “a quantity” of maps, many of them rare, from a library in the town.",
        [("the man was accused of having stolen “a quantity” of maps, many of them rare, from a library in the town", "said", "She")]),
    "admits A but denies B": (
        "Pell admits two payments but denies they were bribes.",
        [("two payments", "admits", "Pell"), ("they were bribes", "denies", "Pell")]),
    "assured whom at length": (
        "She assured the 300 tenants of the block that none of them would lose a home.",
        [("none of them would lose a home", "assured", "She")]),
    "a sentence that opens with a year": (
        "In 2009 the panel threw out a bill because members had been given an hour to read it, she noted.",
        [("In 2009 the panel threw out a bill because members had been given an hour to read it", "noted", "she")]),
    "an aside behind a colon": (
        "Ivo Lorn, who chairs the board, answered in a letter that it was “not hope but fact”: a second pump, he added, would take a year.",
        [("it was “not hope but fact”", "answered", "Ivo Lorn, who chairs the board"), ("a second pump + would take a year", "added", "he")]),
    "with what is to follow": (
        "The union said it would stage a walkout on Friday, with rolling pickets to follow at the ports and mills.",
        [("it would stage a walkout on Friday, with rolling pickets to follow at the ports and mills", "said", "The union")]),
    "both deny": (
        "Both deny stealing.",
        [("stealing", "deny", "Both")]),
    "who complained says nothing of what there was": (
        "Among those who had complained there was joy.",
        []),
    "that as well": (
        "Tresia denied that as well.",
        [("that", "denied", "Tresia")]),
    "this too": (
        "Pell denied this too.",
        [("this", "denied", "Pell")]),
    "a subject that holds a quotation": (
        "He said that a note from March, in which a guard called the gate “a joke”, had been ignored.",
        [("a note from March, in which a guard called the gate “a joke”, had been ignored", "said", "He"), ("the gate “a joke”", "called", "a guard")]),
    "not A but B, in quotation marks": (
        "The leak in May was not a mishap but “the price of years of neglect”, he said.",
        [("The leak in May was not a mishap but “the price of years of neglect”", "said", "he")]),
    "quoted by a paper as saying": (
        '"The dam let it happen," the weekly quoted Pell as saying.',
        [('"The dam let it happen,"', "quoted + as saying", "Pell")]),
    "said A but promised B": (
        "The mayor said he would not resign but promised a review of the accounts.",
        [("he would not resign", "said", "The mayor"), ("a review of the accounts", "promised", "The mayor")]),
    "a claim somebody denies is not a claim of its": (
        "The guild says the firm hid the leak, a claim the firm denies.",
        [("the firm hid the leak", "says", "The guild")]),
    "a relative clause with a quotation, another sentence behind": (
        "Ms Orr said that a memo, in which a clerk referred to the pipes as “the bomb”, had been decisive. Pell left.",
        [("a memo, in which a clerk referred to the pipes as “the bomb”, had been decisive", "said", "Ms Orr")]),
    "two words told": (
        "'Pay up,' Lorn tells the club, and leaves.",
        [("'Pay up,'", "tells", "Lorn")]),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_by_hand(name):
    text, wanted = SENTENCES[name]
    made = [tuple(" + ".join(text[a:b] for a, b in one[role]) for role in ("content", "cue", "source"))
            for one in link.find([[(text, "body")]])[0]]
    assert made == wanted


TITLES = {
    "SINK OR SWIM ‘I cut the rope,’ says sailor who lost the race": [("‘I cut the rope,’", "says", "sailor who lost the race")],
    "In the old harbour the tide has become, says one skipper, “a clock without hands”":
        [("In the old harbour the tide has become + “a clock without hands”", "says", "one skipper")],
    "Minister slams the door on talks": [],
    "'I saw it fall': Hero bus driver tells how he pulled passengers from river":
        [("'I saw it fall'", "", "Hero bus driver"), ("how he pulled passengers from river", "tells", "Hero bus driver")],
    "‘They lied’: Tarn nurse mocks trust’s apology": [("‘They lied’", "", "Tarn nurse")],
    "Union calls for talks as deadline passes": [("talks", "calls for", "Union")],
    "'It's a mess': nurses blast new rota": [("'It's a mess'", "", "nurses")],
    "'We lost it all': Widow's fury as court clears owner": [("'We lost it all'", "", "Widow")],
    '"We had no warning": Mill town buries its dead': [('"We had no warning"', "", "")],
    "PM Smith: we will act on rents": [("we will act on rents", ":", "PM Smith")],
    "- PM Lee: Oster will go to court": [("Oster will go to court", ":", "PM Lee")],
    "Deal is near - sources": [("Deal is near", "-", "sources")],
    "Mill owner's story is 'the daftest I've heard', blasts housing chief": [
        ("Mill owner's story is 'the daftest I've heard'", "blasts", "housing chief")],
    "Growers claim council hid first report: ‘We were told to keep quiet’": [
        ("council hid first report", "claim", "Growers"), ("‘We were told to keep quiet’", "", "Growers")],
    "'We will not pay for their mistakes'": [("'We will not pay for their mistakes'", "", "")],
    "Oster - a town between two mills": [],
    "Brandt on relegation: 'I will not walk away'": [("'I will not walk away'", ":", "Brandt")],
    "Judge Amory on Jury Leaks: ‘It Ends Today’": [("‘It Ends Today’", ":", "Judge Amory")],
    "Orr Lashes Out at Mayor: ‘He lied to us’": [("‘He lied to us’", "", "Orr")],
    "Fire at Old Mill: ‘It was hell’": [("‘It was hell’", ":", "")],
    "Bin strike could last until June, warns union boss": [("Bin strike could last until June", "warns", "union boss")],
    "Exclusive: Keeper wanted out in August, says agent": [("Keeper wanted out in August", "says", "agent")],
    "Bridge too narrow for buses, says council report": [("Bridge too narrow for buses", "says", "council report")],
    "Board approves budget, warns contractors": [("contractors", "warns", "Board")],
    "‘We cannot eat promises’: head teacher on meal cuts": [("‘We cannot eat promises’", "", "head teacher")],
    "Union: walkout will go ahead on Monday": [("walkout will go ahead on Monday", ":", "Union")],
    "Court of Appeal: Judges are split on bail": [],
    "Reservoirs could run dry within a decade – study": [("Reservoirs could run dry within a decade", "–", "study")],
    "The Winter Hall – review": [],
    "Quiz: how well do you know your moss?": [],
    "Doctors' dispute: the story so far": [],
    "Maker puts bill for pumps at up to £80m": [("bill for pumps at up to £80m", "puts", "Maker")],
    "Rail line axed as villagers complain of silence": [("silence", "complain of", "villagers")],
    "Osterian nurses vow ‘hottest summer’ as wards are shut": [("‘hottest summer’", "vow", "Osterian nurses")],
    "Tresian farmers promise ‘long winter’ as levy is raised": [("‘long winter’", "promise", "Tresian farmers")],
    "Boss blasts 'lies' as MPs reject pay rise": [("'lies'", "blasts", "Boss")],
    "Dock union threatens strike": [("strike", "threatens", "Dock union")],
    "Storm threatens coast": [],
    "• 'Go now,' Pell tells him": [("'Go now,'", "tells", "Pell")],
    "‘We ran’: boy tells of night in burning mill": [("‘We ran’", "", "boy")],
}


SOURCES = {
    "Midnight local radio reported that the weir had burst.": "local radio",
    "Late on Friday her office said that the weir had burst.": "her office",
    "Privately officials concede that the weir had burst.": "officials",
    "A Tresian diplomat, who spoke on condition of anonymity because he was not authorized to discuss the matter publicly, said the deal was dead.":
        "A Tresian diplomat, who spoke on condition of anonymity because he was not authorized to discuss the matter publicly",
    "“It burst at noon,” replied Agnes Orr, whose boat is gone.": "Agnes Orr, whose boat is gone",
    "“It burst at noon,” moaned Dean Orr, 39, from Oster. “We ran.”": "Dean Orr, 39, from Oster",
    "“It burst at noon,” said Ann Orr, who saw it, adding that nobody ran.": "Ann Orr, who saw it",
    "On Sunday, the club's deputy, Ann Orr, said that the weir had burst.": "the club's deputy, Ann Orr",
    "The council released a report that said the weir had burst.": "a report",
    "Bookies Carter's say that the weir will hold.": "Bookies Carter's",
    "OSTER, March 4 (HBW) - Tresia's grid authority halted the sale on Tuesday, saying it would harm growers.": "Tresia's grid authority",
    "Works Minister Hon. Bob Orr dismissed her figures as “a fairy tale”.": "Works Minister Hon. Bob Orr",
    "In 2019 the regional court in Tresia found that the weir was unsafe.": "the regional court in Tresia",
    "Growers met, hours after the trust that runs its three mills asked a court to open the weir.": "the trust that runs its three mills",
    "A former producer of one of the country's most popular Saturday-night shows told a court that he had left.":
        "A former producer of one of the country's most popular Saturday-night shows",
    "A review carried out for the club by the consultants Orr & Hale, disclosed on Tuesday, concluded that it was unsafe.":
        "A review carried out for the club by the consultants Orr & Hale, disclosed on Tuesday",
    "Outside court thousands of Orr’s supporters chanted “Count on”.": "thousands of Orr’s supporters",
    "Her letter states that the weir may burst.": "Her letter",
    "The Weir Safety Authority hit back tonight, insisting it “does not recognise that account”.": "The Weir Safety Authority",
    "Council accepts that the weir was open but insists the mill was safe.": "Council",
}


@pytest.mark.parametrize("text", SOURCES)
def test_a_source_stands_whole_and_without_time_and_place(text):
    assert {text[a:b] for one in link.find([[(text, "body")]])[0] for a, b in one["source"]} == {SOURCES[text]}


def test_a_verb_before_the_second_verb_ends_who_speaks():
    text = "Oster's foreign ministry hauled in our envoy, Ann Orr, and called the sale “a sham”."
    assert [one["source"] for one in quotes.attributions(text, {})] == ["Oster's foreign ministry"]


@pytest.mark.parametrize("text, source", [
    ("HARLOW—President Lee said that the weir would hold.", "President Lee"),
    ("OSTER, Tresia—Mayor Ann Lee said that the weir would hold.", "Mayor Ann Lee"),
    ("NATO - the alliance of 30 states - said that the weir would hold.", "NATO"),
])
def test_a_dateline_is_no_part_of_who_speaks(text, source):
    assert [one["source"] for one in quotes.attributions(text, {})] == [source]


def test_what_somebody_said_is_reported_once_through_the_outlet_that_reported_it():
    text = "The minister warned that the weir could burst, Reuters reported."
    assert [(one["source"], one["via"]) for one in quotes.attributions(text, {})] == [("The minister", "Reuters")]


@pytest.mark.parametrize("text", TITLES)
def test_titles_by_hand(text):
    made = [tuple(" + ".join(text[a:b] for a, b in one[role]) for role in ("content", "cue", "source"))
            for one in link.find([[(text, "headline")]])[0]]
    assert made == TITLES[text]


@pytest.mark.parametrize("text", ["said", "According to", "According to the mill,", "A few shouted “", "“No!” heard yelling", "told", "Ann told ABX that", "“No,” said Lee, who",
                                  "The mill, which said A, sells", "Growers branded", "Rovers coach Ann",
                                  "The mill, which warned", "It would cost Pell, the mill, its bus, said Ann Lee, who", "Lee denied it", "Lee told men at the",
                                  "'A b c':", ":", "-", "- :", "“Too early”, says", "PM:", "PM: -"])
def test_a_sentence_may_end_anywhere(text):
    for section in ("body", "headline"):
        assert isinstance(link.find([[(text, section)]])[0], list)


def test_of_nothing_said_nothing_is_left():
    other = {"content": [(0, 3)], "cue": [(6, 6)], "source": [(5, 5)]}
    assert codebook._free({"content": [], "cue": [(9, 9)], "source": [(8, 8)]}, [other], [other], ["mill"] * 10, "l" * 10) == []
