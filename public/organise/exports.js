// Shows how far a download is, while the browser fetches it as it always does. Without this the page works the same.
const form = document.getElementById('take-out')
const told = document.getElementById('download')
const lookEveryMs = 500
/** Another process may be the one that sends: after so many answers that know nothing, nothing more is asked. */
const unknownAtMost = 10

form?.addEventListener('submit', () => {
  if (!crypto.randomUUID) return // a page that did not come by https
  const order = crypto.randomUUID()
  field('order').value = order
  void watch(order)
})

function field(name) {
  const known = form.querySelector(`input[name="${name}"]`)
  if (known) return known
  const made = Object.assign(document.createElement('input'), { type: 'hidden', name })
  form.append(made)
  return made
}

async function watch(order) {
  let unknown = 0
  show('Beginning…')
  while (unknown < unknownAtMost) {
    await new Promise(resolve => setTimeout(resolve, lookEveryMs))
    const download = await look(order)
    if (!download || download.state === 'unknown') unknown++
    else {
      forgetRefusal()
      if (tell(download) === 'ended') return
    }
  }
  told.hidden = true
}

/** What was wrong before was taken now. */
function forgetRefusal() {
  for (const words of document.querySelectorAll('.summary, .wrong-words')) words.remove()
  for (const field of form.querySelectorAll('.wrong')) field.classList.remove('wrong')
  document.title = document.title.replace(/^Error: /, '')
}

async function look(order) {
  try {
    const answer = await fetch(form.dataset.progress + order, { headers: { Accept: 'application/json' } })
    return answer.ok ? await answer.json() : null
  } catch {
    return null
  }
}

function tell({ state, rows, leftOut, expected }) {
  const left =
    leftOut > 0
      ? ` ${leftOut.toLocaleString('en-GB')} were left out: the tool would take their address wrongly.`
      : ''
  const done = `${rows.toLocaleString('en-GB')} rows`
  if (state === 'finished') return end(`Done: ${done}. The file is among your downloads.${left}`)
  if (state === 'cut-off') return end(`Cut off after ${done}. Take it out again.`)
  show(state === 'waiting' ? 'Beginning…' : `${done} so far…`, expected?.rows, rows)
  return 'under way'
}

function end(words) {
  show(words)
  return 'ended'
}

/** @param most how many rows there will be, where anybody knows */
function show(words, most, rows = 0) {
  told.hidden = false
  told.replaceChildren(Object.assign(document.createElement('p'), { textContent: words }))
  if (!most) return
  const bar = Object.assign(document.createElement('progress'), { max: Math.max(most, rows), value: rows })
  bar.setAttribute('aria-label', 'Rows')
  told.append(bar)
}
