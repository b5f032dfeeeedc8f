import type { CampaignText } from './campaign'
import { readCampaignText } from './check'

/** What a campaign cannot be begun without. */
export interface CampaignBeginning {
  readonly slug: string
  readonly title: string
  readonly organisation: CampaignText['organisation']
}

/**
 * A text that shows what a good campaign looks like. What only its author knows is marked `[[…]]`, and a campaign does not
 * open while a mark is left; the letter's sentences are said in four ways each, which offices do not take for a circular.
 */
export function starterCampaign({ slug, title, organisation }: CampaignBeginning): CampaignText {
  return readCampaignText({
    ...{ slug, title, organisation },
    summary:
      '[[One paragraph that a stranger understands: what is wrong, whom it touches, and what you ask for.]]',
    statement: `[[Begin with one person or one place. Two or three short paragraphs: what happens now, and why it need not.]]

## What we ask for

[[Say who can decide it, and what you want them to do. Then ask people to choose the principles they stand for.]]`,
    conclusion:
      'It takes a few minutes, it goes in your own name, and somebody in an office will read it. Thank you.',
    goal: 100,
    letter: {
      subjects: [
        title.slice(0, 120),
        'A letter from one of your constituents',
        'Something I would ask you to take up',
        'Will you speak up for this?',
      ],
      openings: [
        [
          'I am one of your constituents, and I write because this matters to me.',
          'As somebody who lives in {{constituency}}, I hope you will give a few minutes to what follows.',
          'You represent me in Parliament, and so I turn to you.',
          'My reason for writing is something that I think you can help to change.',
        ],
        [
          '[[Say in one sentence what this is about.]]',
          '[[Say the same in other words, beginning with another word.]]',
          '[[A third way of saying it, perhaps with what happened lately.]]',
          '[[A fourth way, perhaps with whom it touches.]]',
        ],
      ],
      closings: [
        [
          'Would you please raise this with the minister responsible, and tell me what they answer?',
          'I would be grateful if you took {{this point|these points}} up, in a question or by letter.',
          'Could you press for {{this|all of this}}, and let me know what comes of it?',
          'Please tell me whether you agree, and what you can do.',
        ],
        [
          'Thank you for reading this.',
          'It is good of you to have given time to my letter.',
          'You have my thanks for your attention.',
          'Many letters must reach you, and I am glad that you have read mine.',
        ],
      ],
    },
    principles: ['first', 'second'].map(which => ({
      slug: `${which}-principle`,
      title: `[[The ${which} thing you ask for, in a few words]]`,
      paragraph: [
        [
          `[[Say why the ${which} thing matters, as a supporter would.]]`,
          '[[Another way of saying it.]]',
          '[[A third way.]]',
          '[[A fourth way.]]',
        ],
      ],
    })),
  })
}
