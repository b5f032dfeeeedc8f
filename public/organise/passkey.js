// Makes and shows passkeys. Where a browser has none, or runs no script, the page works by password and code.

const bytes = text =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), one => one.charCodeAt(0))
const text = buffer =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')

const withBytes = keys => keys?.map(key => ({ ...key, id: bytes(key.id) }))

/** Ways of asking a browser, by what `data-passkey` says. */
const ways = {
  async make(options, signal) {
    const user = { ...options.user, id: bytes(options.user.id) }
    const excludeCredentials = withBytes(options.excludeCredentials)
    const challenge = bytes(options.challenge)
    const publicKey = { ...options, challenge, user, excludeCredentials }
    const { id, type, response, ...key } = await asked(navigator.credentials.create({ publicKey, signal }))
    const clientDataJSON = text(response.clientDataJSON)
    const attestationObject = text(response.attestationObject)
    const transports = response.getTransports?.() ?? []
    return {
      id,
      rawId: id,
      type,
      ...extensions(key),
      response: { clientDataJSON, attestationObject, transports },
    }
  },
  async show(options, signal, mediation) {
    const challenge = bytes(options.challenge)
    const publicKey = { ...options, challenge, allowCredentials: withBytes(options.allowCredentials) }
    const wish = { publicKey, signal, ...(mediation ? { mediation } : {}) }
    const { id, type, response, ...key } = await asked(navigator.credentials.get(wish))
    const clientDataJSON = text(response.clientDataJSON)
    const authenticatorData = text(response.authenticatorData)
    const signature = text(response.signature)
    return {
      id,
      rawId: id,
      type,
      ...extensions(key),
      response: { clientDataJSON, authenticatorData, signature },
    }
  },
}

/** What a browser gives has its properties on its prototype, where spreading does not see them. */
async function asked(asking) {
  const key = await asking
  return { id: key.id, type: key.type, response: key.response, extensions: key.getClientExtensionResults() }
}

function extensions({ extensions: clientExtensionResults }) {
  return { clientExtensionResults: JSON.parse(JSON.stringify(clientExtensionResults)) }
}

async function post(button, more = {}) {
  const form = new URLSearchParams(new FormData(button.form))
  for (const [name, value] of Object.entries(more)) form.set(name, value)
  const answer = await fetch(button.dataset.url, { method: 'POST', body: form })
  if (answer.redirected) return leaveFor(answer.url) // to sign in, or to show that it is still them
  const said = await answer.json()
  if (!answer.ok) throw new Error(said.words)
  return said
}

/** Nothing else is to be done here. */
function leaveFor(address) {
  location.assign(address)
  return new Promise(() => {})
}

/** One request at a time: a browser refuses a second. */
let under = new AbortController()

async function exchange(button, mediation) {
  under.abort()
  under = new AbortController()
  const { signal } = under
  const { options } = await post(button)
  const answer = await ways[button.dataset.passkey](options, signal, mediation)
  const { to } = await post(button, { answer: JSON.stringify(answer) })
  leaveFor(to)
}

/** A browser says NotAllowedError for a person who changed their mind, for a wait that was too long and for a key not known. */
function wordsFor(fault) {
  if (fault.name === 'InvalidStateError') return 'This device has a passkey for you already.'
  if (fault.name === 'NotAllowedError') return 'No passkey was used. You may try again, or go on without.'
  return fault.message
}

async function offer(button) {
  const says = document.getElementById(button.getAttribute('aria-describedby'))
  button.addEventListener('click', async () => {
    says.textContent = ''
    button.disabled = true
    await exchange(button).catch(fault => {
      if (fault.name !== 'AbortError') says.textContent = wordsFor(fault)
    })
    button.disabled = false
  })
  for (let part = button; part; part = part.parentElement?.closest('[data-enhanced]')) part.hidden = false
  // In the field for the address the browser offers the passkeys that it knows; whoever types on is not disturbed.
  if (button.dataset.autofill && (await PublicKeyCredential.isConditionalMediationAvailable?.()))
    exchange(button, 'conditional').catch(() => {})
}

if (window.PublicKeyCredential) {
  for (const plain of document.querySelectorAll('[data-plain]')) plain.hidden = true
  document.querySelectorAll('button[data-passkey]').forEach(offer)
}
