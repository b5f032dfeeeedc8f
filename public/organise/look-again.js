// While an order is under way its page shows how far it is, without being loaded again by hand. Once it has ended the whole page
// is: there is something to press then. Whoever types a reason keeps what they typed.
const everyMs = 2000

async function lookAgain() {
  const answer = await fetch(location.pathname, { headers: { Accept: 'text/html' } })
  if (!answer.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const fresh = page.getElementById('order')
  const shown = document.getElementById('order')
  if (!fresh || !shown) return
  if (fresh.dataset.lookAgain !== 'yes') return location.replace(location.pathname)
  shown.replaceWith(fresh)
  setTimeout(lookAgain, everyMs)
}

if (document.getElementById('order')?.dataset.lookAgain === 'yes') setTimeout(lookAgain, everyMs)
