import { parseHTML } from 'linkedom'
import { expect, test } from 'vitest'
import { consentWording } from '../../app/domain/privacy/privacy'
import { renderMarkdown } from '../../app/domain/text/markdown'
import { campaignText } from '../support/campaign'

const minister = {
  name: 'the Minister for Roads',
  salutation: 'Minister',
  email: 'minister@ministry.example',
}
const leader = { name: 'Lee Ader', salutation: 'Councillor Ader', email: 'leader@council.example' }

const organisation = {
  name: 'Walk Together',
  contact: 'hello@walktogether.example',
  website: 'https://walktogether.example',
  charity_number: '1234567',
}

function noticeOf(odd: Readonly<Record<string, unknown>> = {}, registers: readonly string[] = []): string {
  return consentWording(campaignText({ organisation, ...odd }), registers).notice
}

test.each([
  '1. *Our* [Trust](https://x.example)',
  '# Walk & Talk',
  '- _Walk_ &amp; <b>',
  'Walk `on` ~~now~~ \\',
  '12) Walk',
])('a name is words in the notice, whatever Markdown it would be: %s', name => {
  const { document } = parseHTML(renderMarkdown(noticeOf({ organisation: { ...organisation, name } }), 2))
  const first = document.querySelector('h2 + p')
  expect(first?.textContent?.startsWith(`${name}, registered charity number`)).toBe(true)
  expect(document.querySelectorAll('em, strong, code, s, ol, h1').length).toBe(0)
})

test('consent names who may record what, and that it reveals a political opinion', () => {
  const { consent } = consentWording(campaignText(), [])
  expect(consent).toBe(
    'I agree that Walk Together may record my support for “A safe crossing at every school”. I understand that this reveals a political opinion.',
  )
})

test('further mail is asked for by itself, as a question, in the organisation’s name', () => {
  const { consent, updates } = consentWording(campaignText(), [])
  expect(updates).toMatch(/^May Walk Together .*\?$/)
  expect(consent).not.toMatch(/e-mail|news|contact/i)
})

test('the notice above the button says what it is for and what can be done about it, in two sentences', () => {
  const { shortNotice } = consentWording(campaignText(), [])
  expect(shortNotice.split(/(?<=\.) /)).toHaveLength(2)
  for (const word of ['Walk Together', 'never published', 'see, correct, withdraw or erase'])
    expect(shortNotice).toContain(word)
})

test('the notice says who is responsible and how to reach them', () => {
  expect(noticeOf()).toContain(
    'Walk Together, registered charity number 1234567, is the controller of what you give on this page. Write to <hello@walktogether.example> or see <https://walktogether.example>.',
  )
  expect(noticeOf({ organisation: { name: 'Walk Together', contact: organisation.contact } })).toContain(
    'Walk Together is the controller of what you give on this page. Write to <hello@walktogether.example>.\n',
  )
})

test.each([
  ['constituency-mp', 'your MP'],
  [[minister], 'the Minister for Roads'],
  [['constituency-mp', minister], 'your MP and the Minister for Roads'],
  [[minister, leader, 'constituency-mp'], 'the Minister for Roads, Lee Ader and your MP'],
])('the notice names everyone who receives a letter: %j', (target, named) => {
  const notice = noticeOf({ target })
  expect(notice).toContain(`to send the letter to ${named}.`)
  expect(notice).toContain(`those it goes to (${named}) and their offices receive it`)
})

test('where postcodes are sent to a register the notice says so, and that nothing else is', () => {
  const asked = ['postcodes.io (api.postcodes.io)', 'UK Parliament Members API (members-api.parliament.uk)']
  expect(noticeOf({}, asked)).toContain(
    'To find your constituency, your postcode, and nothing else, is looked up at postcodes.io (api.postcodes.io) or UK Parliament Members API (members-api.parliament.uk). Nobody else:',
  )
  expect(noticeOf({}, [])).not.toContain('looked up')
})

test('the notice answers what the law asks of it', () => {
  const notice = noticeOf()
  expect(notice.match(/^## .*$/gm)).toEqual([
    '## Who is responsible',
    '## What is recorded, and why',
    '## The lawful basis',
    '## Who else sees it',
    '## How long it is kept',
    '## Your rights',
  ])
  for (const named of [
    'Article 6(1)(a)',
    'Article 9(2)(a)',
    'explicit consent',
    'withdraw',
    'erase',
    'ico.org.uk',
  ])
    expect(notice).toContain(named)
})

test('the notice promises no more of deleting than can be kept: on request, and 6 months after the campaign closes', () => {
  const kept = noticeOf().split('## How long it is kept')[1]?.split('## ')[0]
  expect(kept?.match(/\d+ (days|months)/g)).toEqual(['6 months'])
})

test('the notice says that writers are asked whether there was a reply, and what is published of it only where it is', () => {
  const asked = 'we ask you by e-mail whether there was a reply, and once more a week later'
  const published = 'how many were answered and what the answers came to is published as figures'
  for (const replies of ['public', 'private']) expect(noticeOf({ replies })).toContain(asked)
  expect(noticeOf({ replies: 'public' })).toContain(published)
  expect(noticeOf({ replies: 'private' })).not.toContain(published)
  expect(noticeOf()).not.toContain(published)
})

test('the notice is plain: short sentences without the words of lawyers', () => {
  const registers = ['postcodes.io (api.postcodes.io)', 'MapIt (mapit.mysociety.org)']
  const notice = noticeOf({ replies: 'public' }, registers)
  const sentences = notice.replaceAll(/^## .*$/gm, '').split(/(?<=[.:])\s/)
  for (const sentence of sentences) expect(sentence.split(/\s+/).length, sentence).toBeLessThanOrEqual(40)
  expect(notice).not.toMatch(
    /pursuant|hereby|data subject|herein|notwithstanding|processor|legitimate interest/i,
  )
})

test('nothing in the wording is left unfilled', () => {
  for (const target of ['constituency-mp', [minister], ['constituency-mp', minister]])
    for (const words of Object.values(consentWording(campaignText({ target, organisation }), [])))
      expect(words).not.toMatch(/undefined|null|NaN|\[object|\{|\}|\(\)| {2}|,\s*[,.]/)
})

test('the wording is the same for the same campaign, so that a version is made only of a change', () => {
  expect(consentWording(campaignText(), [])).toEqual(consentWording(campaignText(), []))
  expect(consentWording(campaignText({ title: 'Another' }), [])).not.toEqual(
    consentWording(campaignText(), []),
  )
})
