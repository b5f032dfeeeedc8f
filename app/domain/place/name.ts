/**
 * A place's name as it is compared: its words in small letters, one blank between them. Sources write one constituency
 * as `Ynys Môn` and `YNYS MON`, `Queen’s Park & Maida Vale` and `Queen's Park and Maida Vale`, and so do people.
 */
export function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/[\p{M}'’‘ʼ`]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
