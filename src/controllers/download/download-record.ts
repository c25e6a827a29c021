/** The request for a download and the record of it, for one recording and for a batch. */
import type { Message } from '../../model/message.js';
import type { AdapterClient } from '../../client/adapter-client.js';

/** A recording to save. */
export interface TransferRequest {
  readonly client: AdapterClient;
  readonly message: Message;
  readonly reason?: string;
  readonly archivePassword?: string;
  /** Most bytes to keep in memory where the person cannot choose a place. */
  readonly maxMemoryBytes: number;
}

/** Who downloaded which file, when and why. */
export interface DownloadRecord {
  readonly messageId: string;
  /** `saved` when the page wrote the file itself, `started` when the browser took over. */
  readonly outcome: 'saved' | 'started';
  readonly fileName: string;
  readonly sizeBytes: number | null;
  /** Hexadecimal; `null` where the bytes did not pass through this page. */
  readonly sha256: string | null;
  /** When, ISO 8601, by this computer's clock. */
  readonly at: string;
  /** Employee ID of the signed-in user, where the adapter knows it. */
  readonly employeeId: string | null;
  /** The reason as typed; `null` where the backend does not ask for one. */
  readonly reason: string | null;
}
