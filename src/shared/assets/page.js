// Everything works without this file; it only makes some things easier.

// Escape puts an explanation away that hover or focus brought up, until the pointer or the focus comes again.
document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  for (const mark of document.querySelectorAll('.assumed')) {
    mark.classList.add('assumed--away');
    mark.addEventListener('pointerleave', () => mark.classList.remove('assumed--away'), { once: true });
    mark.addEventListener('blur', () => mark.classList.remove('assumed--away'), { once: true });
  }
});

// Printing needs a script, so the button is shown only where there is one.
for (const button of document.querySelectorAll('button[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

// Whoever has typed something is asked before the page is left without saving.
for (const form of document.querySelectorAll('form[data-unsaved]')) {
  let typed = form.dataset.unsaved === 'true';
  form.addEventListener('input', () => (typed = true));
  form.addEventListener('submit', () => (typed = false));
  window.addEventListener('beforeunload', event => {
    if (typed) event.preventDefault();
  });
}
