import { describe, expect, test } from 'vitest'
import { isUrlencoded, readUrlencoded } from '../../app/domain/text/urlencoded'
import fc from '../support/seeded'

const read = (body: string) => readUrlencoded(Buffer.from(body))

describe('a form as browsers send it', () => {
  test('is read as it was filled in, whatever was typed', () => {
    const text = fc.string({ unit: 'grapheme' }).filter(typed => !typed.includes('\0'))
    const pairs = fc.array(fc.tuple(text, text), { maxLength: 60 })
    fc.assert(
      fc.property(pairs, sent => void expect(read(new URLSearchParams(sent).toString())).toEqual(sent)),
    )
  })

  test.each([
    ['a plus for a blank', 'a=b+c', [['a', 'b c']]],
    ['letters that are not encoded', 'a=é', [['a', 'é']]],
    [
      'a name that comes again',
      'a=1&a=2',
      [
        ['a', '1'],
        ['a', '2'],
      ],
    ],
    [
      'a name without a value',
      'a&b=',
      [
        ['a', ''],
        ['b', ''],
      ],
    ],
    ['an equals sign in a value', 'a=b=c', [['a', 'b=c']]],
    ['nothing between two ampersands', '&a=1&&', [['a', '1']]],
    ['nothing at all', '', []],
  ])('is read with %s', (_, body, pairs) => {
    expect(read(body)).toEqual(pairs)
  })

  test.each([
    ['bytes that are no UTF-8', Buffer.from([0x61, 0x3d, 0xff])],
    ['encoded bytes that are no UTF-8', 'a=%ff'],
    ['half of a surrogate pair', 'a=%ed%a0%80'],
    ['a percent sign that encodes nothing', 'a=%zz'],
    ['an encoded NUL', 'a=%00'],
    ['a NUL in a name', 'a%00=1'],
    ['a NUL as it is', 'a=\0'],
    ['61 fields', Array(61).fill('a=1').join('&')],
  ])('is none with %s', (_, body) => {
    expect(() => readUrlencoded(Buffer.from(body))).toThrow(expect.objectContaining({ code: 'unreadable' }))
  })

  test.each([
    ['application/x-www-form-urlencoded', true],
    ['Application/X-WWW-Form-Urlencoded ; charset=utf-8', true],
    ['multipart/form-data; boundary=x', false],
    ['text/plain', false],
    ['', false],
  ])('is announced by %j: %s', (type, announced) => {
    expect(isUrlencoded(type)).toBe(announced)
  })
})
