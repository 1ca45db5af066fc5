// What the pages gain with a script: they follow the database, tell local time, and show an upload's progress.
// Everything can be read, and every form be sent, without it.

const main = document.getElementById('main');
const longestSilence = 45_000; // three of the server's heartbeats

function localize(root) {
  const format = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  for (const time of root.querySelectorAll('time[datetime$="Z"]')) {
    time.textContent = format.format(new Date(time.dateTime));
    time.title = time.dateTime;
  }
}

function parse(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  localize(template.content);
  return template.content.firstElementChild;
}

function announce(before, after) {
  const { name, status } = after.dataset;
  if (status && before?.dataset.status !== status) {
    document.getElementById('announcement').textContent = `${name}: ${status}`;
  }
}

// Children that did not change keep their elements, and so the reader's selection, focus and place.
function apply({ id, order, changed }) {
  const region = document.getElementById(id);
  if (!region) return;
  const known = new Map([...region.children].map(child => [child.id, child]));
  let place = region.firstElementChild;
  for (const key of order) {
    const before = known.get(key);
    let element = before;
    if (key in changed) {
      const after = parse(changed[key]);
      if (!before?.isEqualNode(after)) {
        announce(before, after);
        const focused = before?.contains(document.activeElement) && document.activeElement.getAttribute('href');
        if (before === place) place = before?.nextElementSibling ?? null;
        before?.remove();
        element = after;
        if (focused) queueMicrotask(() => after.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus());
      }
    }
    known.delete(key);
    if (!element) continue;
    if (element === place) place = place.nextElementSibling;
    else region.insertBefore(element, place);
  }
  for (const gone of known.values()) gone.remove();
}

function follow(address) {
  const light = document.getElementById('live');
  let source = null;
  let silence = 0;
  let again = 0;
  let over = false;

  const say = (state, words) => {
    if (light.dataset.state === state) return;
    light.dataset.state = state;
    light.textContent = words;
  };

  const close = () => {
    source?.close();
    source = null;
    clearTimeout(silence);
    clearTimeout(again);
  };

  const retry = () => {
    close();
    say('lost', 'Connecting again…');
    // Spread out, so that a server that comes back is not met by everybody at once.
    again = setTimeout(open, 2_000 + Math.random() * 3_000);
  };

  // A refused stream may mean that what the page shows was deleted; the page itself says so then.
  const ask = async () => {
    retry();
    const page = await fetch(location.href).catch(() => null);
    if (page?.status === 404) location.reload();
  };

  const heard = () => {
    say('live', 'Live');
    clearTimeout(silence);
    silence = setTimeout(retry, longestSilence);
  };

  function open() {
    close();
    if (over || document.hidden) return;
    source = new EventSource(address);
    silence = setTimeout(retry, longestSilence);
    source.addEventListener('patch', event => {
      heard();
      for (const region of JSON.parse(event.data)) apply(region);
    });
    source.addEventListener('beat', heard);
    source.addEventListener('end', () => {
      over = true;
      close();
      say('done', '');
    });
    source.addEventListener('error', () => source.readyState === EventSource.CLOSED ? ask() : retry());
  }

  // Browsers open six connections to a server over HTTP/1.1; tabs that nobody looks at must not hold them.
  document.addEventListener('visibilitychange', () => document.hidden ? close() : open());
  addEventListener('pagehide', close);
  addEventListener('pageshow', event => { if (event.persisted) open(); });
  open();
}

function size(bytes) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const unit = bytes < 1024 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  return `${(bytes / 1024 ** unit).toFixed(unit ? 1 : 0)} ${units[unit]}`;
}

function enhance(form) {
  const files = form.elements.namedItem('file');
  const button = form.querySelector('button');
  const state = document.getElementById('upload-state');
  const limit = Number(form.dataset.maxBytes);

  const tell = (words, failed) => {
    state.hidden = false;
    state.classList.toggle('error', failed);
    state.replaceChildren(words);
  };

  const stop = (words) => {
    button.disabled = false;
    tell(words, true);
  };

  const finish = request => {
    if (request.status === 200) {
      location.assign(request.responseURL);
      return;
    }
    const page = new DOMParser().parseFromString(request.responseText, 'text/html');
    const reasons = [...page.querySelectorAll('#reason p')].map(reason => reason.textContent);
    stop(reasons.join(' ') || `The upload was answered with status ${request.status}.`);
  };

  const send = () => {
    const tooLarge = [...files.files].find(file => file.size > limit);
    if (tooLarge) {
      stop(`${tooLarge.name} is ${size(tooLarge.size)}; files of up to ${size(limit)} are taken.`);
      return;
    }
    const request = new XMLHttpRequest();
    const progress = document.createElement('progress');
    progress.setAttribute('aria-label', 'Upload');
    const words = document.createElement('span');
    words.textContent = 'Uploading…';
    state.hidden = false;
    state.classList.remove('error');
    state.replaceChildren(progress, words);
    request.upload.addEventListener('progress', event => {
      progress.max = event.total;
      progress.value = event.loaded;
      words.textContent = event.loaded < event.total
        ? `${size(event.loaded)} of ${size(event.total)}`
        : 'Looking at what was uploaded…';
    });
    request.addEventListener('load', () => finish(request));
    request.addEventListener('error', () => stop('The upload broke off. Look whether the worker is up, and try again.'));
    request.open('POST', form.action);
    request.setRequestHeader('Accept', 'text/html');
    request.send(new FormData(form));
    button.disabled = true;
  };

  form.addEventListener('submit', event => {
    event.preventDefault();
    send();
  });

  form.querySelector('.drop-hint').hidden = false;
  let depth = 0;
  const over = change => {
    depth = Math.max(0, depth + change);
    form.classList.toggle('over', depth > 0);
  };
  form.addEventListener('dragenter', () => over(1));
  form.addEventListener('dragleave', () => over(-1));
  form.addEventListener('dragover', event => event.preventDefault());
  form.addEventListener('drop', event => {
    event.preventDefault();
    over(-depth);
    if (button.disabled || !event.dataTransfer.files.length) return;
    files.files = event.dataTransfer.files;
    send();
  });
}

localize(document);
if (main.dataset.live) follow(main.dataset.live);
const upload = document.getElementById('upload');
if (upload) enhance(upload);
