import { ourWords } from '../../domain/privacy/privacy'
import { DraftChoice, DraftField, type DraftShown } from './DraftField'
import { DraftList } from './DraftList'

interface PartProps {
  readonly draft: DraftShown
}

export function DraftTarget({ draft }: PartProps) {
  return (
    <>
      <DraftList
        draft={draft}
        list="target"
        heading="Whom the letters go to"
        hint="Each supporter’s own MP, or people you name, or both. With anybody but the MP in the list, the letter may not use {{mp}}."
        one="target"
        item={index => <TargetFields draft={draft} at={`target.${index}`} />}
      />
      <h2>Goal</h2>
      <DraftField draft={draft} name="goal" hint="How many signatures you hope for." narrow />
      <DraftChoice
        draft={draft}
        name="goal_steps"
        words={{ '': 'It stays as it is', automatic: 'It raises itself to the next step' }}
      />
      <h2>Dates</h2>
      <DraftField
        draft={draft}
        name="opens"
        type="date"
        hint="From its first minute, in London. Empty: once you open it."
      />
      <DraftField
        draft={draft}
        name="closes"
        type="date"
        hint="At its last minute, in London. Empty: when you close it."
      />
    </>
  )
}

function TargetFields({ draft, at }: PartProps & { readonly at: string }) {
  return (
    <>
      <DraftChoice
        draft={draft}
        name={`${at}.kind`}
        words={{ mp: 'The supporter’s own MP', named: 'Somebody you name below' }}
      />
      <details className="more" open={draft.fields[`${at}.kind`] === 'named'}>
        <summary>Who it is, where it is not the MP</summary>
        <DraftField draft={draft} name={`${at}.name`} hint="As it is shown: The Home Secretary." />
        <DraftField draft={draft} name={`${at}.salutation`} hint="What follows “Dear”." />
        <DraftField draft={draft} name={`${at}.email`} type="email" />
      </details>
    </>
  )
}

export function DraftOrganisation({ draft }: PartProps) {
  return (
    <>
      <DraftField
        draft={draft}
        name="organisation.name"
        hint="It is the controller of what supporters give."
      />
      <DraftField draft={draft} name="organisation.contact" type="email" hint="Published on every page." />
      <DraftField draft={draft} name="organisation.website" type="url" />
      <DraftField draft={draft} name="organisation.charity_number" narrow />
      <h2>Consent</h2>
      <p className="hint">
        Signing reveals a political opinion, so the law asks for explicit consent to record it. The exact
        words that somebody saw are kept with their signature. {'{{organisation}}'} and {'{{campaign}}'} are
        filled in.
      </p>
      <DraftField draft={draft} name="consent.words" hint={`Empty for ours: ${ourWords.words}`} />
      <DraftChoice
        draft={draft}
        name="consent.basis"
        words={{
          '': 'Their consent',
          soft_opt_in: 'As a registered charity’s supporter (soft opt-in)',
        }}
        hint="The soft opt-in is open to registered charities alone: to their own supporters, for their own purposes, with a No offered on the form and in every e-mail."
      />
      <DraftField
        draft={draft}
        name="consent.updates"
        hint={`Empty for ours: ${ourWords.consent} With the soft opt-in: ${ourWords.soft_opt_in}`}
      />
      <DraftField
        draft={draft}
        name="consent.notice"
        hint="Markdown, after the privacy notice that is made of these settings."
      />
      <h2>What is published</h2>
      <DraftChoice
        draft={draft}
        name="small_counts"
        words={{ hidden: 'From 100 signatures', shown: 'From the first signature' }}
        hint="Small numbers by constituency reveal opinions."
      />
      <DraftChoice
        draft={draft}
        name="replies"
        words={{ '': 'For organisers alone', public: 'Public, as figures' }}
      />
    </>
  )
}
