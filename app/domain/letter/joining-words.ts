import type { JoiningPlace } from '../campaign/principle'

/**
 * What leads from one principle to the next where the campaign gives no sentence of its own. Each stands after any sentence and
 * before any, so it says nothing of what follows but where it stands; the first principle is the one its supporter put first.
 */
export const joiningWords: Readonly<Record<JoiningPlace, readonly string[]>> = {
  only: [],
  first: [
    'I will begin with what seems to me most urgent.',
    'Let me start with what I care about most.',
    'I put first what matters to me most.',
    'My first point is the one I would keep if I could make only one.',
    'What weighs on me most comes first.',
    'If you read only one paragraph of mine, I hope that it is this one.',
    'Of the {{number}} points I want to make, this comes first for a reason.',
    'First of all, there is this.',
  ],
  middle: [
    'That is not all I have to say.',
    'Another point matters to me just as much.',
    'To that I would add something else.',
    'Next comes a matter that I feel no less strongly about.',
    'A separate concern deserves a paragraph of its own.',
    'Besides this, there is more to be put right.',
    'Something else belongs beside it.',
    'Nor is that the whole of it.',
    'With this goes a further point.',
    'Then there is a matter that I would not pass over.',
  ],
  last: [
    'Lastly, there is something that I would not want to leave out.',
    'My last point is no afterthought.',
    'One thing remains to be said.',
    'Finally, I come to something that matters to me as much as the rest.',
    'It would be wrong of me to end without this as well.',
    'Of the {{number}} things I had in mind, one is left.',
    'That leaves a last point, and I mean it just as seriously.',
    'Before I close, there is one thing more.',
  ],
}
