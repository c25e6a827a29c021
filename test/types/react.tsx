/** A host in React 19: compiled, never run. */
import { useRef } from 'react';
import 'aicc-messages/define';
import type { Message, MessageAdapter } from 'aicc-messages';
import type { AiccElements } from 'aicc-messages/types/jsx';

declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- how React names its JSX types
  namespace JSX {
    interface IntrinsicElements extends AiccElements {}
  }
}

export function Messages({ adapter, message }: { adapter: MessageAdapter; message: Message }) {
  const player = useRef<HTMLElementTagNameMap['aicc-voice-player']>(null);
  return (
    <>
      <aicc-message-list
        adapter={adapter}
        pageSize={20}
        density="compact"
        no-leave-guard
        className="messages"
        aria-label="Messages"
        onaicc-processed={(event) => console.log(event.detail.messageId)}
        onaicc-error={(event) => console.log(event.detail.code)}
      />
      <aicc-voice-player ref={player} message-id="m-1" src={new Blob()} skip-seconds="5" key="a" />
      <aicc-process-dialog message={message} open onclose={() => player.current?.pause()} />
      {/* @ts-expect-error there is no such density */}
      <aicc-message-list density="huge" />
      {/* @ts-expect-error nobody sets what is only told */}
      <aicc-message-list hasPendingWork />
      {/* @ts-expect-error there is no such property */}
      <aicc-voice-player nothing={1} />
    </>
  );
}
