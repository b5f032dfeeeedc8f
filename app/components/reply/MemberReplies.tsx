import type { ShownMember } from '../../domain/reply/shown-replies'
import { counted, figure } from '../figure/figures'
import { StatusTable } from '../figure/StatusTable'
import { medianInWords, positionsInWords } from './reply-words'

type MemberRepliesProps = { readonly members: readonly ShownMember[] } & Pick<
  Parameters<typeof StatusTable>[0],
  'level' | 'openAtMost'
>

/** What came of the letters to each MP. */
export function MemberReplies({ members, ...table }: MemberRepliesProps) {
  return (
    <StatusTable
      heading="By MP"
      columns={['MP', 'What came of their letters']}
      rows={members.map(member => ({
        name: member.mp,
        under: member.constituency,
        says: `${counted(member.letters, 'letter', 'letters')}, ${figure(member.answered)} answered`,
        hint: restWords(member),
      }))}
      {...table}
    />
  )
}

/** What else is known of one MP's letters, in the order in which they come. */
function restWords(member: ShownMember): string {
  const { acknowledged, none, notExpected } = member
  const days = medianInWords(member)
  return [
    positionsInWords(member),
    days ? `half within ${days}` : '',
    acknowledged > 0 ? `${figure(acknowledged)} only acknowledged` : '',
    none > 0 ? `${figure(none)} without a reply` : '',
    notExpected > 0 ? `${figure(notExpected)} expected none` : '',
  ]
    .filter(words => words !== '')
    .join('; ')
}
