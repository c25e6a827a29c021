import { expect } from 'chai';
import { readRecording } from './read-recording.js';

describe('reading recordings in a page', () => {
  it('takes a blob of another frame, and files', () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const Foreign = (frame.contentWindow as unknown as { Blob: typeof Blob }).Blob;
    const blob = new Foreign(['x']);
    expect(readRecording({ blob })?.kind).to.equal('blob');
    expect(readRecording({ blob: new File(['x'], 'x.wav') })?.kind).to.equal('blob');
    expect(readRecording({ blob: { size: 1 } })).to.equal(null);
    frame.remove();
  });
});
