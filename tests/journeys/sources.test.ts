import { expect, test } from 'vitest'
import {
  confirmNewest,
  fairHearing,
  linkIn,
  mailsTo,
  sendLetter,
  startWorld,
  writeToMp,
} from '../support/world'

const link = 'a[href="/constituencies#sources"]'

test('the letter, its confirmation and its receipt lead to the sources, and so does the foot of every page', async () => {
  const { visitor, sink, ...rest } = await startWorld()
  const letter = await writeToMp({ visitor })
  await sendLetter({ visitor }, letter)
  const [mail] = await mailsTo(sink, 'rosa@example.org')
  const confirm = await visitor.open(linkIn(mail, '/confirm'))
  const receipt = await confirmNewest({ visitor, sink, ...rest }, 'rosa@example.org')
  for (const page of [letter, confirm, receipt])
    expect(page.document.querySelector(`main ${link}`), page.url).not.toBeNull()
  for (const path of ['/', fairHearing, '/my', '/constituencies', '/nowhere'])
    expect((await visitor.open(path)).document.querySelector(`footer ${link}`), path).not.toBeNull()
  expect((await visitor.open('/constituencies')).document.querySelector('#sources')).not.toBeNull()
})
