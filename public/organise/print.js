// Prints the page that it stands on; a browser's own menu does it too.

for (const button of document.querySelectorAll('button[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => print())
}
