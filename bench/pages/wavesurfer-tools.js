/* global document */
/** The controls that wavesurfer leaves to the page: native ones for everything except the waveform. */
export function tools(wave) {
  const play = document.createElement('button');
  play.textContent = 'Play';
  play.addEventListener('click', () => void wave.playPause());
  const time = document.createElement('output');
  const tell = () => {
    const now = Math.floor(wave.getCurrentTime());
    time.textContent = `${Math.floor(now / 60)}:${String(now % 60).padStart(2, '0')}`;
  };
  wave.on('timeupdate', tell);
  tell();
  const volume = document.createElement('input');
  volume.type = 'range';
  volume.max = '1';
  volume.step = '0.05';
  volume.value = '1';
  volume.ariaLabel = 'Volume';
  volume.addEventListener('input', () => wave.setVolume(Number(volume.value)));
  const speed = document.createElement('select');
  speed.ariaLabel = 'Speed';
  for (const rate of [0.75, 1, 1.25, 1.5, 1.75, 2]) {
    const option = document.createElement('option');
    option.value = option.textContent = String(rate);
    option.selected = rate === 1;
    speed.append(option);
  }
  speed.addEventListener('change', () => wave.setPlaybackRate(Number(speed.value), true));
  const row = document.createElement('div');
  row.append(play, time, volume, speed);
  document.body.append(row);
  return play;
}
