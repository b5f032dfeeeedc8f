// What is under way shows how far it is, without being loaded again by hand. Once it stands differently (it began, it ended) the
// whole page is: there is something else to press then. Whoever types a reason meanwhile keeps what they typed.
const everyMs = 2000
/** Half an hour: whoever has left the page open for longer is signed out as on any other. */
const timesAtMost = 900

async function lookAgain(times) {
  const answer = await fetch(location.pathname, { headers: { Accept: 'text/html' } })
  if (!answer.ok || answer.redirected) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const [fresh, shown] = [page, document].map(one => one.querySelector('[data-look-again]'))
  if (fresh?.dataset.lookAgain !== shown.dataset.lookAgain) return location.replace(location.pathname)
  shown.replaceWith(fresh)
  if (times < timesAtMost) setTimeout(lookAgain, everyMs, times + 1)
}

if (document.querySelector('[data-look-again]')) setTimeout(lookAgain, everyMs, 1)
