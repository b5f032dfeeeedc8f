/* Suggests an address while the title is typed, and reads a campaign file from the disk into the field it could be pasted into. */

const title = document.getElementById('title')
const slug = document.getElementById('slug')
const field = document.getElementById('file')

/** As `suggestedSlug` makes it. */
function suggested(words) {
  return words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
}

let last = suggested(title.value)
title.addEventListener('input', () => {
  const own = slug.value !== '' && slug.value !== last
  last = suggested(title.value)
  if (!own) slug.value = last
})

const chooser = document.createElement('input')
chooser.type = 'file'
chooser.id = 'file-chooser'
chooser.accept = '.yaml,.yml,.json'
chooser.addEventListener('change', async () => {
  const [file] = chooser.files
  if (file) field.value = await file.text()
})
const label = document.createElement('label')
label.htmlFor = chooser.id
label.textContent = 'Or choose the file: '
const line = document.createElement('p')
line.append(label, chooser)
field.before(line)
