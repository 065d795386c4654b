(() => {
  'use strict';
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const text = element => element.textContent.toLowerCase();

  const copied = async code => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      return true;
    } catch {
      const range = document.createRange();
      range.selectNodeContents(code);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      return document.execCommand('copy');
    }
  };
  for (const code of all('code[data-copy]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Copy';
    button.setAttribute('aria-label', 'Copy ' + code.dataset.copy);
    button.addEventListener('click', async () => {
      button.textContent = await copied(code) ? 'Copied' : 'Selected';
      setTimeout(() => { button.textContent = 'Copy'; }, 1500);
    });
    code.after(' ', button);
  }

  const onInput = (field, search) => {
    let timer = 0;
    field.closest('.search').hidden = false;
    field.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(search, 60);
    });
  };

  const filterRows = (part, wanted) => {
    const rows = all('tbody tr', part);
    let shown = 0;
    for (const row of rows) {
      row.hidden = wanted !== '' && !text(row).includes(wanted);
      shown += row.hidden ? 0 : 1;
    }
    part.querySelector('output').textContent = wanted === '' ? '' : shown + ' of ' + rows.length;
    return shown;
  };
  const packageParts = all('.inner-part:has(input)');
  for (const part of packageParts) {
    const field = part.querySelector('input');
    onInput(field, () => filterRows(part, field.value.trim().toLowerCase()));
  }

  const field = document.querySelector('#search');
  if (field) {
    const images = all('details.image');
    const wasOpen = new Map(all('details.image, .inner-part').map(part => [part, part.open]));
    const heads = new Map(images.map(image => [image, text(image.querySelector('summary')) + text(image.querySelector('dl'))]));
    onInput(field, () => {
      const wanted = field.value.trim().toLowerCase();
      let shown = 0;
      for (const image of images) {
        const isNamed = heads.get(image).includes(wanted);
        let hasPackage = false;
        for (const part of all('.inner-part:has(input)', image)) {
          const isFound = filterRows(part, isNamed ? '' : wanted) > 0 && !isNamed;
          part.querySelector('input').value = isNamed ? '' : field.value.trim();
          part.open = isFound || wasOpen.get(part);
          hasPackage ||= isFound;
        }
        image.hidden = !isNamed && !hasPackage;
        image.open = hasPackage || wasOpen.get(image);
        shown += image.hidden ? 0 : 1;
      }
      document.querySelector('#found').textContent = wanted === '' ? '' : shown + ' of ' + images.length;
    });
  }

  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    const closed = target && target.closest('details');
    if (closed && !closed.open) {
      closed.open = true;
      target.scrollIntoView();
    }
  };
  addEventListener('hashchange', reveal);
  reveal();
})();
