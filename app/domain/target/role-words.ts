import type { CampaignText } from '../campaign/campaign'
import type { Paragraph } from '../campaign/principle'
import type { Member, MemberRole } from '../place/place'

/** Those of whom a vote or a speech cannot be asked. */
export type LimitedRole = Exclude<MemberRole, 'member'>

/**
 * In what role a letter speaks to its writer's MP: one that goes to others too is the same for each of them, so it speaks to
 * none in a role.
 */
export function roleSpokenTo(
  text: Pick<CampaignText, 'target'>,
  mp: Pick<Member, 'role'> | null,
): MemberRole {
  return mp && writesToMpAlone(text) ? mp.role : 'member'
}

export function writesToMpAlone({ target }: Pick<CampaignText, 'target'>): boolean {
  return target.length === 1 && target[0] === 'constituency-mp'
}

/**
 * What each can and cannot do: the Speaker takes no part in debates and votes by convention; whoever does not take the oath may
 * not sit or vote (Parliamentary Oaths Act 1866); ministers speak for the government together (Ministerial Code).
 */
export const softened: Readonly<Record<LimitedRole, Paragraph>> = {
  speaker: [
    [
      'I know that as Speaker you take no part in debates or votes, so please read whatever I ask in that light.',
      'Since the Speaker neither speaks in debates nor votes, I ask of you only what your office leaves you free to do.',
      'You cannot vote or speak on this as Speaker, I know, but you represent me all the same.',
      'Nobody expects the Speaker to vote or to take a side, and I do not ask it of you.',
    ],
    [
      'Would you put what follows to those who can act on it, as you do for any constituent?',
      'It would help if you passed my letter on to the ministers concerned, as you may for anybody who lives here.',
      'I would be glad if you raised what I ask in private with the department that can act on it.',
      'Please see that my letter reaches whoever decides, which your office does not forbid.',
    ],
  ],
  'does-not-sit': [
    [
      'I know that you do not take your seat and so have no vote in the House of Commons; please read whatever I ask in that light.',
      'Since you do not sit in the House of Commons, I ask of you only what can be done outside it.',
      'You do not vote at Westminster, I know, but you represent me all the same.',
      'You do not sit at Westminster, and nobody who votes for you expects it.',
    ],
    [
      'Would you press for what I ask in every other way that is open to you?',
      'It would help if you put what follows to those who decide, in writing or in person.',
      'I would be glad if you raised what I ask with the department that can act on it.',
      'Please see that my letter reaches whoever decides, by whichever way you choose.',
    ],
  ],
  minister: [
    [
      'I know that as a minister you are bound by what the government decides together, so please read whatever I ask in that light.',
      'Since ministers speak with one voice, I do not ask you to break with the government in public.',
      'You cannot differ from the government in public as a minister, I know, but you represent me all the same.',
      'Nobody expects a minister to speak against the government, and I do not ask it of you.',
    ],
    [
      'Would you take what follows to your colleagues, who can act on it?',
      'It would help if you put my letter to the ministers concerned, from within.',
      'I would be glad if you raised what I ask where such things are decided.',
      'Please see that my letter is heard inside the government, where it can be acted on.',
    ],
  ],
}
