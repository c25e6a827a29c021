/** What is asked for, and what is left of it: shared by the download of one and of several. */
import type { Message } from '../../model/message.js';
import type { AdapterClient } from '../../client/adapter-client.js';

/** One recording to be saved. */
export interface TransferRequest {
  readonly client: AdapterClient;
  readonly message: Message;
  readonly reason?: string;
  readonly archivePassword?: string;
  /** Most bytes that are kept in memory where no place can be chosen. */
  readonly maxMemoryBytes: number;
}

/** Who took which file, when and why. */
export interface Receipt {
  readonly messageId: string;
  /** `saved` when the page wrote the file itself, `started` when the browser took over. */
  readonly outcome: 'saved' | 'started';
  readonly fileName: string;
  readonly sizeBytes: number | null;
  /** Hexadecimal; `null` where the bytes did not pass through this page. */
  readonly sha256: string | null;
  /** When, ISO 8601, by this computer's clock. */
  readonly at: string;
  /** Employee ID of the signed-in user, where the adapter tells it. */
  readonly employeeId: string | null;
  /** Why, as typed; `null` where the backend does not ask. */
  readonly reason: string | null;
}
