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

const valueOf = field => (field.type === 'checkbox' ? field.checked : field.value);

// Where a form has figures worked out from it, they follow while somebody types; the form says which address works them out.
for (const form of document.querySelectorAll('form[data-live]')) {
  const before = new Map();
  const undone = [];
  const undo = form.querySelectorAll('button[data-undo]');
  const storedUndo = [...undo].map(button => button.disabled);
  const remember = field => before.set(field, valueOf(field));
  for (const field of form.elements) if (field.name?.startsWith('/')) remember(field);
  for (const button of form.querySelectorAll('button[data-no-script]')) button.hidden = true;

  let waiting;
  let asked = 0;
  const follow = () => {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, 250);
    undo.forEach((button, i) => (button.disabled = undone.length === 0 && storedUndo[i]));
  };
  const refresh = async () => {
    const mine = ++asked;
    const body = new URLSearchParams(new FormData(form));
    body.set('action', 'preview');
    // Where the answer does not come, the button that works without a script still does.
    const reply = await fetch(location.href, {
      method: 'POST',
      body,
      headers: { 'X-Part': 'figures' },
    }).catch(() => undefined);
    if (!reply?.ok || mine !== asked) return;
    const fresh = new DOMParser().parseFromString(await reply.text(), 'text/html');
    for (const part of fresh.querySelectorAll('[id][data-part]')) {
      const old = document.getElementById(part.id);
      const open = [...old.querySelectorAll('details')].map(details => details.open);
      part.querySelectorAll('details').forEach((details, i) => (details.open = open[i] ?? false));
      old.innerHTML = part.innerHTML;
    }
  };
  form.addEventListener('change', ({ target }) => {
    if (!before.has(target) || before.get(target) === valueOf(target)) return;
    undone.push([target, before.get(target)]);
    remember(target);
    follow();
  });
  form.addEventListener('submit', () => clearTimeout(waiting));
  form.addEventListener('input', () => {
    follow();
    for (const button of undo) button.disabled = false;
  });
  for (const button of undo) {
    button.addEventListener('click', event => {
      const last = undone.pop();
      if (!last) return;
      event.preventDefault();
      const [field, value] = last;
      if (field.type === 'checkbox') field.checked = value;
      else field.value = value;
      remember(field);
      field.focus();
      follow();
    });
  }
}
