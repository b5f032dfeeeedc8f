/* The editor while somebody types: keeps the draft, shows what is wrong, renews the preview, writes blanks at the cursor.
   Everything it does a button of the form does too. */

const form = document.querySelector('form[data-draft]')
const status = form?.querySelector('.saved')
const frame = document.querySelector('.edit-preview iframe')

/** Long enough for a sentence to be typed on, short enough for little to be lost. */
const waitMs = 1500

let timer
let saving = false
let changed = false

function send() {
  return new URLSearchParams([...new FormData(form), ['do', 'save']])
}

function later() {
  changed = true
  clearTimeout(timer)
  timer = setTimeout(save, waitMs)
}

async function save() {
  if (saving) return later()
  saving = true
  changed = false
  say('Saving …')
  try {
    const answer = await fetch(form.dataset.draft, { method: 'POST', body: send() })
    const said = await answer.json()
    if (answer.status === 409) return conflict()
    if (!answer.ok) return failed()
    form.elements.basis.value = said.basis
    showProblems(said.problems)
    showNotes(said.notes)
    const time = new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
    const others = ' Somebody else has changed other fields of this part: load the page again to see them.'
    say(`Draft saved at ${time}.${said.others === 'taken-in' ? others : ''}`)
    frame?.contentWindow.location.reload()
  } catch {
    failed()
  } finally {
    saving = false
  }
}

function failed() {
  changed = true
  say(
    'Not saved: the server cannot be reached. Keep this page open, and press “Save draft” when you are back.',
  )
}

/** Whoever presses the button sees both texts side by side. */
function conflict() {
  say('Somebody else has changed this part meanwhile. Press “Save draft” to see both texts and choose.')
}

function say(words) {
  if (status && status.textContent !== words) status.textContent = words
}

/** Beside each field, in place of what was said before. */
function showProblems(problems) {
  for (const control of form.querySelectorAll('input[id], textarea[id], select[id]')) {
    const words = problems[control.name]
    const around = control.closest('.field')
    if (!around) continue
    let told = document.getElementById(`${control.id}-error`)
    around.classList.toggle('wrong', words !== undefined)
    if (words === undefined) {
      told?.remove()
      control.removeAttribute('aria-invalid')
      describe(control, `${control.id}-error`, false)
      continue
    }
    if (!told) {
      told = document.createElement('p')
      told.className = 'wrong-words'
      told.id = `${control.id}-error`
      control.before(told)
    }
    told.textContent = `Error: ${words}`
    control.setAttribute('aria-invalid', 'true')
    describe(control, told.id, true)
  }
}

/** What is weak in each field, under it. */
function showNotes(notes) {
  for (const control of form.querySelectorAll('.field > [name]')) {
    const around = control.parentElement
    around.querySelector(':scope > .notes')?.remove()
    const words = notes[control.name]
    if (!words) continue
    const list = document.createElement('ul')
    list.className = 'notes'
    list.append(
      ...words.map(one => {
        const item = document.createElement('li')
        item.textContent = one
        return item
      }),
    )
    around.append(list)
  }
}

function describe(control, id, isThere) {
  const ids = (control.getAttribute('aria-describedby') ?? '').split(' ').filter(one => one && one !== id)
  if (isThere) ids.push(id)
  if (ids.length > 0) control.setAttribute('aria-describedby', ids.join(' '))
  else control.removeAttribute('aria-describedby')
}

/** Blanks become buttons that write into the field that was typed in last. */
function makeBlanks() {
  let last = null
  form.addEventListener('focusin', event => {
    if (event.target.matches('textarea.ways')) last = event.target
  })
  for (const code of document.querySelectorAll('[data-blank]')) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'button small'
    button.textContent = code.dataset.blank
    button.addEventListener('click', () => {
      const field = last ?? form.querySelector('textarea.ways')
      if (!field) return
      field.focus()
      field.setRangeText(code.dataset.blank, field.selectionStart, field.selectionEnd, 'end')
      field.dispatchEvent(new Event('input', { bubbles: true }))
    })
    code.replaceWith(button)
  }
}

if (form) {
  makeBlanks()
  form.addEventListener('input', later)
  form.addEventListener('submit', () => {
    clearTimeout(timer)
    changed = false
  })
  // Whoever leaves within the wait loses nothing: the browser sends it while the next page loads.
  window.addEventListener('pagehide', () => {
    if (changed) navigator.sendBeacon(form.dataset.draft, send())
  })
}
