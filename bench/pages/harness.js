/* global document, window, HTMLMediaElement, requestAnimationFrame, location */
/**
 * Measures inside the page. It is injected before the page's own scripts. Times are milliseconds since the
 * start of the navigation. The page of a player sets `window.bench`: its Play control, and a function to seek.
 */
(() => {
  if (location.protocol === 'about:') return;
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => resolve()));
  const usable = (control) => {
    if (!control?.isConnected || control.disabled || control.ariaDisabled === 'true') return null;
    const box = control.getBoundingClientRect();
    return box.width > 0 && box.height > 0 ? box : null;
  };

  const violations = [];
  document.addEventListener('securitypolicyviolation', (event) => {
    violations.push(`${event.effectiveDirective} ${event.blockedURI}`);
  });

  // Watches every media element that starts, also inside shadow roots and outside the document.
  const watched = new Set();
  let clicked;
  let played;
  const playing = new Promise((resolve) => (played = resolve));
  const watch = (media) => {
    if (watched.has(media)) return;
    watched.add(media);
    media.addEventListener('playing', async () => {
      const at = window.performance.now();
      while (!(media.currentTime > 0)) await frame();
      played({ media, playing: at - clicked, moving: window.performance.now() - clicked });
    });
  };
  const nativePlay = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    watch(this);
    return nativePlay.call(this);
  };
  // The first of these events counts: the browser's own controls hide some of them.
  for (const name of ['pointerup', 'mouseup', 'click']) {
    window.addEventListener(name, (event) => (clicked ??= event.timeStamp), { capture: true });
  }

  window.harness = {
    violations,
    /** The first frame in which the Play control has a box and can be pressed. */
    ready: (async () => {
      for (;;) {
        const box = window.bench && usable(window.bench.control());
        if (box) {
          const at = window.performance.now();
          for (const media of document.querySelectorAll('audio')) watch(media);
          return { at, x: box.left + box.width / 2, y: box.top + box.height / 2 };
        }
        await frame();
      }
    })(),
    played: playing.then(({ playing, moving }) => ({ playing, moving })),
    /** The time from the call of `seek` to the `seeked` event of the media element. */
    seek: async (to) => {
      const { media } = await playing;
      const began = window.performance.now();
      await new Promise((resolve) => {
        media.addEventListener('seeked', () => Math.abs(media.currentTime - to) < 2 && resolve());
        window.bench.seek(to);
      });
      return window.performance.now() - began;
    },
  };
})();
