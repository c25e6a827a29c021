// Made from openapi/aicc-messages.yaml by `npm run generate:api`; not edited by hand.

export interface paths {
    "/messages/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finds messages by filters, sorted, one page at a time.
         * @description Filters that are left out or empty do not restrict. The order is total: messages with the same time are ordered by id, so that pages have no twins. `sequence` is read before the rows: the page holds at least what the events up to it report.
         */
        post: operations["searchMessages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/messages/{messageId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Opaque id of the message; holds no personal data.
                 * @example m-1042
                 */
                messageId: components["parameters"]["MessageId"];
            };
            cookie?: never;
        };
        /**
         * Reads one message with its history.
         * @description The history is complete here; lists and events may leave it out.
         */
        get: operations["getMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/agents/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finds agents that are bound to a business account.
         * @description All fields that are given must fit. Ordered by employee ID, or with the most suitable agents first where `messageIds` says what they are wanted for.
         */
        post: operations["searchAgents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/allocations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives messages to agents; every message has its own outcome.
         * @description The status is 200 as soon as the request as a whole was understood, also when every single assignment failed: each result says for itself how it went. A problem means that nothing was done at all. A message whose status or version does not allow it is a `conflict` with `current`; an unknown agent is `invalid` with the field `employeeId` and the code `agent-gone`. As a whole it is refused with 422 and the field `assignments` when there are more than `maxAssignments` (code `too-many`) or a message comes twice (code `repeated`). Where the capabilities say `reallocation`, Unprocessed messages can be given to another agent too.
         */
        post: operations["allocateMessages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/allocations/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives allocated messages back to how they were before.
         * @description Optional; offered when the capabilities say `undoSeconds`. The message is as before in everything but its version and the time of the change; the line of the allocation leaves its history. Too late is `invalid` with the field `messages` and the code `undo-expired`; changed since then is `conflict`; allocated by somebody else is `forbidden`.
         */
        post: operations["undoAllocation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/messages/{messageId}/processing": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Opaque id of the message; holds no personal data.
                 * @example m-1042
                 */
                messageId: components["parameters"]["MessageId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unprocessed → Processing with a lease for the caller, or resumes one's own.
         * @description For everybody who may process the message at all, whoever has its lease: an agent to whom it is allocated, or an administrator who is an agent too; others get 403. With `takeOver` the lease passes from its present owner to the caller; the reason goes into the history. Without it a lease of somebody else is a conflict. Resuming one's own keeps version, lease id and history, reports no event and makes `expiresAt` later; `If-Match` is checked as always. `takeOver` on one's own lease resumes, on a message without lease it starts.
         */
        post: operations["startProcessing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/messages/{messageId}/processing/lease": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Opaque id of the message; holds no personal data.
                 * @example m-1042
                 */
                messageId: components["parameters"]["MessageId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Makes the lease last longer.
         * @description Changes neither the version nor the history. A lost lease is a conflict.
         */
        put: operations["renewLease"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/messages/{messageId}/processing/submission": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Opaque id of the message; holds no personal data.
                 * @example m-1042
                 */
                messageId: components["parameters"]["MessageId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Processing → Processed, with the handling comments.
         * @description For the owner of the lease alone; the lease of somebody else, or one that has ended, is a conflict. Comments of nothing but white space are refused with 422, the field `comments` and the code `required`, longer ones than `commentLimit` with the code `too-long`; all others are kept exactly as typed. Where the capabilities say `heardBeforeSubmitPercent`, `heard` comes along for voice messages. Its spans are united with what is held of the caller before it is judged; less than that share is refused with 422 and the field `heard`, code `heard-too-little`, unless the backend accepts what it says in place of hearing.
         */
        post: operations["submitProcessing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/messages/{messageId}/processing/release": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Opaque id of the message; holds no personal data.
                 * @example m-1042
                 */
                messageId: components["parameters"]["MessageId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Processing → Unprocessed; gives the message back without comments.
         * @description For the owner of the lease alone. Optional; 501 where a started message can only be resumed.
         */
        post: operations["releaseProcessing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/messages/{messageId}/recording": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Opaque id of the message; holds no personal data.
                 * @example m-1042
                 */
                messageId: components["parameters"]["MessageId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Asks for a link to the recording of a voice message.
         * @description Asked each time somebody plays or saves. The link must work without an Authorization header, since media elements cannot send one: let it expire soon. POST, because a reason or password may go with it and because hearing is worth an audit entry. An unknown message is `/problems/not-found`, a message without recording `/problems/recording-missing`.
         */
        post: operations["requestRecording"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/messages/{messageId}/listening": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Opaque id of the message; holds no personal data.
                 * @example m-1042
                 */
                messageId: components["parameters"]["MessageId"];
            };
            cookie?: never;
        };
        /**
         * What was heard of a recording, by the caller and by colleagues together.
         * @description Optional; 501 where it is not kept.
         */
        get: operations["getListening"];
        put?: never;
        /**
         * Adds what the caller has heard, and answers everything that is held.
         * @description What is sent is united with what is held: nothing is ever taken away, and the same again changes nothing, so it needs no Idempotency-Key. It changes neither the version nor the history of the message. Only spans are kept, of each user one set; no times, speeds or devices. They go when the message goes. Optional; 501 where it is not kept.
         */
        post: operations["saveListening"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/messages/{messageId}/contact-number": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Opaque id of the message; holds no personal data.
                 * @example m-1042
                 */
                messageId: components["parameters"]["MessageId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reveals the contact number of one message for a while.
         * @description Optional; offered when the capabilities say `masked-with-reveal`. Each reveal is an entry of the audit. 403 where numbers stay masked for this user; a purpose of nothing but white space is 422 with the field `purpose` and the code `purpose-required`.
         */
        post: operations["revealContactNumber"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recordings/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The sound itself.
         * @description Loaded by the media element of the browser. Answers ranges: without them browsers cannot seek. HEAD is answered like GET, without the bytes. Any other origin-bound or signed link may be given instead of this path.
         */
        get: operations["loadRecording"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/capabilities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What this backend can do for this user, and its limits.
         * @description Optional; with 404 everything has its default.
         */
        get: operations["getCapabilities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tells of changes, as server-sent events.
         * @description Optional; with 404, 405 or 501 the list reads again when the page gets the focus.
         *
         *     - The `id` of each event is its sequence number for this user, rising by one in the order in
         *       which the changes became visible. After a lost connection the client sends the last one as
         *       `Last-Event-ID`; the backend sends what came since, each event once and in order.
         *     - When what came since is not kept any more, or the id is not one of the backend's, the first
         *       event is `event: reset` with the newest sequence number as `id` and `{}` as data: the client
         *       reads everything once and goes on from there.
         *     - `event: changed` and `event: removed` carry a `ChangedEvent` or `RemovedEvent` as data. A new
         *       message is reported as `changed`, with the version that it has.
         *     - A comment line (`:`) at least every 20 seconds keeps the connection known to be alive; a
         *       client that hears nothing for 45 seconds connects again.
         *     - `retry:` sets the first delay before connecting again, in milliseconds.
         *     - 204 tells the client not to come back.
         */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Format: date-time
         * @description ISO 8601 with offset; years 1970 to 9999.
         * @example 2026-11-22T09:30:00+08:00
         */
        Instant: string;
        /** @description Opaque; a string even where the backend counts. */
        Id: string;
        /** @description Which page is wanted. */
        PageRequest: {
            /** @description Number of the page, counted from 0. */
            index: number;
            /** @description Most rows of the page. */
            size: number;
            /** @description The `nextCursor` of the page before; wins over `index` where the backend gave one. With another order than it was made for it is 422, field `page.cursor`, code `unreadable`. */
            cursor?: string;
        };
        /** @description The last hours up to now by the backend's clock, or from one instant up to another. */
        TimeRange: components["schemas"]["LastHours"] | components["schemas"]["Between"];
        /** @description The last hours. */
        LastHours: {
            /**
             * @description Always `last`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "last";
            /** @description How many hours back from now. */
            hours: number;
        };
        /** @description A chosen range. */
        Between: {
            /**
             * @description Always `between`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            kind: "between";
            /** @description First instant */
            from: components["schemas"]["Instant"];
            /** @description Last instant */
            to: components["schemas"]["Instant"];
        };
        /** @description The order of the rows. */
        Sort: {
            /**
             * @description Which time decides.
             * @enum {string}
             */
            field: "created" | "updated";
            /**
             * @description Oldest or newest first.
             * @enum {string}
             */
            direction: "ascending" | "descending";
        };
        /** @description What the list asks for. */
        MessageQuery: {
            /** @description When the message was created. */
            time: components["schemas"]["TimeRange"];
            /** @description Any part of the number of the caller: the same digits in a row, however either is written. Separators, invisible characters, `tel:`, the trunk zero in `(0)` and the difference between `+` and `00` do not count; digits of all scripts are the same. Text that is no number matches any part of a text, whatever its case. For a user who sees numbers masked only the whole number matches, or at most the digits at its end that stay visible. */
            contactNumber?: string;
            /** @description Only this status. */
            status?: components["schemas"]["Status"];
            /** @description Only messages allocated to this agent. */
            employeeId?: string;
            /** @description Only this channel. */
            channel?: components["schemas"]["Channel"];
            /** @description Only of this organization unit: an id of the capabilities. */
            organizationId?: string;
            /** @description Also of the units below it. */
            includeSubOrganizations?: boolean;
            /** @description Only processed by this account. */
            processorAccount?: string;
            /** @description Only of this skill queue: an id of the capabilities. */
            skillQueueId?: string;
            /** @description Only past their due time and not processed. */
            late?: boolean;
            /** @description The order. */
            sort: components["schemas"]["Sort"];
            /** @description The page. */
            page: components["schemas"]["PageRequest"];
        };
        /** @description One page of messages. */
        MessagePage: {
            /** @description The rows, in the order asked for. */
            messages: components["schemas"]["Message"][];
            /** @description How many match in all, if known. */
            total?: number | null;
            /** @description True when `total` is about right only. Pages by `index` may then be refused with 422, field `page.index`, code `out-of-range`, far from both ends. */
            totalIsEstimate?: boolean;
            /** @description Cursor of the next page. */
            nextCursor?: string | null;
            /** @description Whether a next page exists. */
            hasMore?: boolean | null;
            /**
             * Format: date-time
             * @description The backend's clock.
             */
            serverTime?: string | null;
            /** @description Id of the last event that this page already contains. */
            sequence?: number | null;
            /** @description Counts for the tabs. */
            counts?: components["schemas"]["StatusCounts"];
        };
        /** @description Where the capabilities say `statusCounts`: how many messages match per status, and among them those of the user (`mine`) and those past their due time (`late`). All filters count but `status`, `employeeId` and `late`. */
        StatusCounts: {
            /** @description To be allocated. */
            "to-be-allocated"?: number;
            /** @description Unprocessed. */
            unprocessed?: number;
            /** @description Processing. */
            processing?: number;
            /** @description Processed. */
            processed?: number;
            /** @description Allocation failed. */
            "allocation-failed"?: number;
            /** @description Allocated to the user. */
            mine?: number;
            /** @description Past their due time and not processed. */
            late?: number;
        };
        /**
         * @description One of `to-be-allocated unprocessed processing processed allocation-failed`; others stay visible.
         * @example unprocessed
         */
        Status: string;
        /**
         * @description One of `voice web`; others stay visible.
         * @example voice
         */
        Channel: string;
        /** @description A leave message. */
        Message: {
            /** @description Id of the message. */
            id: components["schemas"]["Id"];
            /** @description Rises with every change. */
            version: number;
            /** @description How the message came. */
            channel: components["schemas"]["Channel"];
            /** @description Where the work stands. */
            status: components["schemas"]["Status"];
            /** @description The caller's number; may be masked. */
            contactNumber?: string | null;
            /** @description Agent the message is allocated to. */
            employeeId?: string | null;
            /** @description Account of that agent. */
            businessAccount?: string | null;
            /**
             * Format: date-time
             * @description When it was left.
             */
            createdAt?: string | null;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updatedAt?: string | null;
            /** @description Length of the recording, in seconds. */
            durationSeconds?: number | null;
            /** @description Text of a web message, exactly as typed; plain text. */
            text?: string | null;
            /** @description BCP 47 language of text or speech. */
            language?: string | null;
            /**
             * Format: date-time
             * @description By when it should be processed, where a time is promised.
             */
            dueAt?: string | null;
            /** @description How often somebody tried to reach the customer. */
            attempts?: number | null;
            /** @description Organization unit. */
            organization?: string | null;
            /** @description Skill queue. */
            skillQueue?: string | null;
            /** @description What the user may do. */
            actions?: components["schemas"]["Actions"];
            /** @description Who works on it now; only while Processing. */
            lease?: components["schemas"]["Lease"] | null;
            /** @description Why it could not be allocated. */
            allocationFailure?: components["schemas"]["AllocationFailure"] | null;
            /** @description Comments of the agent, plain text. */
            handlingComments?: string | null;
            /** @description What happened so far, oldest first; may be left out in lists. */
            history?: components["schemas"]["HistoryEntry"][];
        };
        /** @description Per action whether it is offered. A backend names every action that the message has by its channel, allowed or not: voice has process, play, download, allocate while it can be allocated, and view once there are comments to read; web has allocate, view and process. An action that is not named follows the screen's own rule (by channel and status), so leaving one out refuses nothing. */
        Actions: {
            /** @description Give to an agent. */
            allocate?: components["schemas"]["Permission"];
            /** @description Read the text. */
            view?: components["schemas"]["Permission"];
            /** @description Work on it, or resume. */
            process?: components["schemas"]["Permission"];
            /** @description Hear the recording. */
            play?: components["schemas"]["Permission"];
            /** @description Save the recording. */
            download?: components["schemas"]["Permission"];
        };
        /** @description Offered or not, and why not. */
        Permission: {
            /** @description True when it is offered. */
            allowed: boolean;
            /** @description Why not: `status channel owned-by-other assigned-to-other no-permission recording-purged recording-storage-offline unsupported`, or another word. */
            reason?: string;
        };
        /** @description The right to work on a message, for a while. */
        Lease: {
            /** @description Sent back to renew, submit and release. */
            id: components["schemas"]["Id"];
            /** @description Who holds it. */
            ownerEmployeeId: string;
            /** @description Name of the owner. */
            ownerName?: string | null;
            /** @description True when the caller holds it. */
            mine: boolean;
            /**
             * Format: date-time
             * @description When it ends by itself.
             */
            expiresAt?: string | null;
        };
        /** @description An allocation that the system tried and could not do. */
        AllocationFailure: {
            /** @description For example `agent-not-found` or `skill-queue-not-found`. */
            code: string;
            /**
             * Format: date-time
             * @description Since when it fails.
             */
            since?: string | null;
            /** @description How often it was tried. */
            tries?: number | null;
            /** @description Agent or queue that was asked for. */
            target?: string | null;
        };
        /** @description One line of the history. */
        HistoryEntry: {
            /**
             * Format: date-time
             * @description When.
             */
            at?: string | null;
            /** @description `created allocated processing-started released taken-over called processed allocation-failed`, or another word. */
            kind: string;
            /** @description Who. */
            employeeId?: string | null;
            /** @description Name of that person. */
            name?: string | null;
            /** @description Comments, reason or outcome; plain text. */
            note?: string | null;
        };
        /** @description Which agents are wanted. Texts match any part, whatever their case. */
        AgentQuery: {
            /** @description Part of the employee ID. */
            employeeId?: string;
            /** @description Part of the business account. */
            account?: string;
            /** @description Part of the name. */
            name?: string;
            /** @description Part of the name of a skill queue. */
            skillQueue?: string;
            /** @description Part of the organization unit. */
            organization?: string;
            /** @description Messages the agent is wanted for; the backend may rank by them. */
            messageIds?: components["schemas"]["Id"][];
            /** @description The page. */
            page: components["schemas"]["PageRequest"];
        };
        /** @description One page of agents. */
        AgentPage: {
            /** @description The rows, best first. */
            agents: components["schemas"]["Agent"][];
            /** @description How many match in all, if known. */
            total?: number | null;
            /** @description Cursor of the next page. */
            nextCursor?: string | null;
            /** @description Whether a next page exists. */
            hasMore?: boolean | null;
        };
        /** @description An agent that is bound to a business account. */
        Agent: {
            /** @description The number that identifies the agent. */
            employeeId: components["schemas"]["Id"];
            /** @description The account of the agent. */
            businessAccount: string;
            /** @description Display name. */
            name?: string | null;
            /** @description Organization unit. */
            organization?: string | null;
            /** @description Skill queues of the agent. */
            skillQueues?: components["schemas"]["NamedId"][];
            /**
             * @description What the agent is doing now.
             * @enum {string}
             */
            state?: "idle" | "busy" | "wrap-up" | "talking" | "rest" | "signed-out" | "unknown";
            /** @description Allocated and not yet processed. */
            openMessages?: number | null;
        };
        /** @description Something with an id and a name. */
        NamedId: {
            /** @description Id. */
            id: components["schemas"]["Id"];
            /** @description Name. */
            name: string;
        };
        /** @description Messages for agents. */
        AllocationRequest: {
            /** @description At most `maxAssignments` of the capabilities; each message once. */
            assignments: components["schemas"]["Assignment"][];
        };
        /** @description One message for one agent. */
        Assignment: {
            /** @description The message. */
            messageId: components["schemas"]["Id"];
            /** @description The version the choice was based on. */
            expectedVersion: number;
            /** @description The agent. */
            employeeId: string;
        };
        /** @description Allocations to take back. */
        UndoRequest: {
            /** @description The messages as the allocation answered them. */
            messages: components["schemas"]["VersionedId"][];
        };
        /** @description A message at a version. */
        VersionedId: {
            /** @description The message. */
            messageId: components["schemas"]["Id"];
            /** @description Its version. */
            expectedVersion: number;
        };
        /** @description How it went, message by message. */
        AllocationResults: {
            /** @description One for each message of the request. */
            results: components["schemas"]["AllocationResult"][];
        };
        /** @description How it went for one message. */
        AllocationResult: {
            /** @description The message. */
            messageId: components["schemas"]["Id"];
            /** @description True when it was done. */
            ok: boolean;
            /** @description As it stands now, when done. */
            message?: components["schemas"]["Message"];
            /** @description What was wrong, when not done. */
            code?: components["schemas"]["ProblemCode"];
            /** @description As it stands now, on a conflict. */
            current?: components["schemas"]["Message"];
            /** @description Where it was wrong. */
            fields?: components["schemas"]["FieldProblem"][];
        };
        /** @description Start, resume or take over. */
        StartRequest: {
            /** @description Takes the lease from its owner. */
            takeOver?: {
                /** @description Goes into the history. */
                reason: string;
            };
        };
        /** @description Which lease. */
        LeaseRequest: {
            /** @description Id of the lease. */
            leaseId: components["schemas"]["Id"];
        };
        /** @description The end of the work. */
        SubmissionRequest: {
            /** @description Id of the lease; null where there are none. */
            leaseId: string | null;
            /** @description Handling comments exactly as typed. */
            comments: string;
            /** @description With voice messages, where the capabilities say `heardBeforeSubmitPercent`. */
            heard?: components["schemas"]["HeardStatement"];
        };
        /** @description What the caller says of their listening. */
        HeardStatement: {
            /** @description What was heard, silence that was skipped included. */
            spans: components["schemas"]["ListeningSpan"][];
            /**
             * @description In place of hearing: the transcript was read, the recording cannot be played there, or it was heard by phone. Null where the share was heard.
             * @enum {string|null}
             */
            instead: "transcript" | "not-playable" | "phone" | null;
        };
        /** @description The message given back. */
        ReleaseRequest: {
            /** @description Id of the lease; null where there are none. */
            leaseId: string | null;
        };
        /** @description What the recording is wanted for. */
        RecordingRequest: {
            /**
             * @description Hearing and saving are separate rights.
             * @enum {string}
             */
            purpose: "play" | "download";
            /**
             * @description `converted` is another encoding, for browsers that cannot play the original.
             * @enum {string}
             */
            variant?: "original" | "converted";
            /** @description Why it is taken. */
            reason?: string;
            /** @description For the archive; never kept. */
            archivePassword?: string;
        };
        /** @description Where the sound is, and what is known of it. */
        Recording: {
            /**
             * Format: uri-reference
             * @description Absolute, or relative to the address of this interface; http or https.
             */
            url: string;
            /**
             * @description How the media element asks another origin, where that origin allows it (CORS).
             * @enum {string|null}
             */
            crossOrigin?: "anonymous" | "use-credentials" | null;
            /** @description Format; a hint. */
            mimeType?: string | null;
            /**
             * Format: date-time
             * @description When the link ends.
             */
            expiresAt?: string | null;
            /** @description Length, in seconds. */
            durationSeconds?: number | null;
            /** @description Size, in bytes. */
            sizeBytes?: number | null;
            /** @description Loudness over time, evenly spaced, from 0 to 1. */
            peaks?: number[];
            /** @description What is said. */
            transcript?: components["schemas"]["Transcript"] | null;
            /**
             * @description Whether the link leads to a zip file with a password.
             * @enum {string}
             */
            archive?: "none" | "password-zip";
        };
        /** @description The spoken words. */
        Transcript: {
            /** @description BCP 47 language. */
            language?: string | null;
            /** @description In the order of speaking. */
            cues: components["schemas"]["Cue"][];
        };
        /** @description One line. */
        Cue: {
            /** @description Start, in seconds from the beginning. */
            startSeconds: number;
            /** @description End, in seconds from the beginning. */
            endSeconds?: number;
            /** @description The words. */
            text: string;
            /** @description From 0 to 1. */
            confidence?: number | null;
        };
        /** @description What was heard of one recording. */
        Listening: {
            /** @description The message. */
            messageId: components["schemas"]["Id"];
            /** @description By the caller, on whatever page or device. */
            spans: components["schemas"]["ListeningSpan"][];
            /** @description By colleagues, all together and without names; absent where it is not shared. */
            others?: components["schemas"]["ListeningSpan"][];
        };
        /** @description More that the caller has heard. */
        ListeningReport: {
            /** @description In any order; they may overlap. */
            spans: components["schemas"]["ListeningSpan"][];
        };
        /** @description A part of a recording. */
        ListeningSpan: {
            /** @description Start, in seconds from the beginning. */
            startSeconds: number;
            /** @description End, in seconds from the beginning. */
            endSeconds: number;
        };
        /**
         * Format: binary
         * @description The bytes of the sound.
         */
        Sound: string;
        /** @description What the backend can do; everything has a default. */
        Capabilities: {
            /** @description Filters beyond the usual ones. None by default. */
            filters?: ("organization" | "processor-account" | "skill-queue" | "late")[];
            /** @description Choices of the organization filter. */
            organizations?: components["schemas"]["NamedId"][];
            /** @description Choices of the skill queue filter. */
            skillQueues?: components["schemas"]["NamedId"][];
            /** @description Longest handling comments; 500 UTF-16 code units by default. */
            commentLimit?: {
                /** @description How many units. */
                max: number;
                /**
                 * @description What is counted.
                 * @enum {string}
                 */
                unit: "utf16" | "code-point" | "utf8-byte";
            };
            /** @description IANA time zone in which times are shown. */
            timeZone?: string;
            /** @description Employee ID of the signed-in user. */
            employeeId?: string;
            /** @description A reason is asked for before saving. */
            downloadNeedsReason?: boolean;
            /** @description Saved files are archives with a password. */
            downloadNeedsPassword?: boolean;
            /** @description Most assignments at once; 200 by default. */
            maxAssignments?: number;
            /** @description How long an allocation can be taken back, in seconds. */
            undoSeconds?: number;
            /** @description Least share of a voice message that must be heard before it is submitted, in percent; 0 or absent where there is no such policy. */
            heardBeforeSubmitPercent?: number;
            /** @description Numbers may be offered as tel links. */
            telLinks?: boolean;
            /** @description Pages carry `counts`. */
            statusCounts?: boolean;
            /** @description Unprocessed messages can be given to another agent. */
            reallocation?: boolean;
            /** @description How this user sees contact numbers. */
            privacy?: components["schemas"]["Privacy"];
        };
        /** @description How this user sees contact numbers. A masked number never leaves the backend. */
        Privacy: {
            /**
             * @description `masked-with-reveal`: one at a time can be revealed, for a purpose.
             * @enum {string}
             */
            contactNumber: "shown" | "masked" | "masked-with-reveal";
            /** @description How long a revealed number may be shown. */
            revealSeconds?: number;
            /** @description Purposes to choose from; any text where there are none. */
            purposes?: string[];
        };
        /** @description What the number is needed for. */
        RevealRequest: {
            /** @description Goes into the audit. */
            purpose: string;
        };
        /** @description The number in full, for a while. */
        RevealedNumber: {
            /** @description The number as the caller left it. */
            contactNumber: string;
            /** @description When it is to be hidden again. */
            until: components["schemas"]["Instant"];
        };
        /** @description Data of `changed`. */
        ChangedEvent: {
            /** @description The message. */
            messageId: components["schemas"]["Id"];
            /** @description Its new version. */
            version: number;
            /** @description The message at that version, where the backend sends it along. */
            message?: components["schemas"]["Message"] | null;
        };
        /** @description Data of `removed`. */
        RemovedEvent: {
            /** @description The message. */
            messageId: components["schemas"]["Id"];
            /** @description Its last version. */
            version: number;
            /**
             * @description `erased` is a right of the person: nothing of the message may be kept.
             * @enum {string}
             */
            reason?: "deleted" | "erased";
        };
        /**
         * @description What went wrong. `network` and `malformed` are found by clients only.
         * @enum {string}
         */
        ProblemCode: "unauthenticated" | "forbidden" | "not-found" | "conflict" | "invalid" | "rate-limited" | "unavailable" | "timeout" | "network" | "malformed" | "unsupported" | "recording-expired" | "recording-missing" | "recording-purged" | "recording-forbidden" | "recording-format" | "recording-storage-offline";
        /**
         * Format: uri-reference
         * @description A relative reference whose last segment is the code; it is compared, never followed.
         *
         *     | Type | Status | Meaning |
         *     | --- | --- | --- |
         *     | `/problems/unauthenticated` | 401 | The session ended or never was. |
         *     | `/problems/forbidden` | 403 | Not allowed to do this. |
         *     | `/problems/not-found` | 404, 410 | The message, agent or lease does not exist (any more). |
         *     | `/problems/conflict` | 409, 412, 428 | Somebody else was first; `current` shows how it stands. |
         *     | `/problems/key-in-progress` | 409 | The same `Idempotency-Key` is still being worked on. |
         *     | `/problems/invalid` | 400, 422 | Refused as wrong; `fields` says where. |
         *     | `/problems/rate-limited` | 429 | Too many requests; see `Retry-After`. |
         *     | `/problems/unavailable` | 503 | Cannot serve now; see `Retry-After`. |
         *     | `/problems/timeout` | 504 | A system behind the backend did not answer. |
         *     | `/problems/unsupported` | 501 | Not offered by this backend. |
         *     | `/problems/recording-expired` | 410 | The link is no longer valid: ask again. |
         *     | `/problems/recording-missing` | 404 | There is no recording. |
         *     | `/problems/recording-purged` | 410 | Deleted, its retention time is over. |
         *     | `/problems/recording-forbidden` | 403 | May not be heard or saved by this user. |
         *     | `/problems/recording-format` | 422 | Its format cannot be given. |
         *     | `/problems/recording-storage-offline` | 503 | It lies on storage that is not mounted now. |
         * @example /problems/conflict
         */
        ProblemType: string;
        /** @description Problem details, RFC 9457. */
        Problem: {
            /** @description What went wrong. */
            type: components["schemas"]["ProblemType"];
            /** @description A sentence for developers; not shown to users. */
            title?: string;
            /** @description The HTTP status again. */
            status?: number;
            /** @description More for developers; no personal data. */
            detail?: string;
            /**
             * Format: uri-reference
             * @description This occurrence.
             */
            instance?: string;
            /** @description The message as it stands now, on a conflict. */
            current?: components["schemas"]["Message"];
            /** @description Where the request was wrong. */
            fields?: components["schemas"]["FieldProblem"][];
        };
        /** @description What is wrong with one field. */
        FieldProblem: {
            /** @description Name of the field, for example `comments` or `employeeId`. */
            field: string;
            /** @description For example `required too-long agent-gone purpose-required password-required heard-too-little`. */
            code: string;
            /** @description A sentence, shown as plain text when the code is unknown. */
            message?: string;
        };
    };
    responses: {
        /** @description The message as it stands now. */
        Message: {
            headers: {
                ETag: components["headers"]["ETag"];
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Message"];
            };
        };
        /** @description Everything that is held of the listening to one recording. */
        Listening: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Listening"];
            };
        };
        /** @description One result for each message, in any order. */
        AllocationResults: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["AllocationResults"];
            };
        };
        /** @description Refused as wrong; `fields` says where. */
        Invalid: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No session, or it has ended. */
        Unauthenticated: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Signed in, but not allowed to do this. */
        Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such message (any more). */
        NotFound: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description 409: the state of the message or its lease does not allow this (any more), or the same key is still being worked on. 412: the version differs. 428: `If-Match` is missing. `current` holds the message as it stands now. */
        Conflict: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The same key is still being worked on; ask again with it after `Retry-After`. */
        KeyInProgress: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests. */
        RateLimited: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Cannot serve now. */
        Unavailable: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description This backend cannot do this at all. */
        Unsupported: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The user may not hear or save this recording. */
        RecordingForbidden: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The message or its recording does not exist. */
        RecordingMissing: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The recording was deleted after its retention time, or the link has expired. */
        RecordingGone: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Cannot serve now, or the recording lies on storage that is not mounted. */
        RecordingOffline: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description Opaque id of the message; holds no personal data.
         * @example m-1042
         */
        MessageId: string;
        /**
         * @description The same for every try of one intent, different for every intent; kept by the backend for 24 hours. The adapter can send it under another name.
         * @example 8f14e45fceea167a5a36dedd4bea2543
         */
        IdempotencyKey: string;
        /**
         * @description The version that the command is based on, as an entity tag.
         * @example "17"
         */
        IfMatch: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description Id of this request for the support desk; no personal data. The name can be set.
         * @example req-7d2f
         */
        RequestId: string;
        /**
         * @description The version of the message as an entity tag.
         * @example "17"
         */
        ETag: string;
        /**
         * @description When to come back, in whole seconds or as an HTTP date.
         * @example 5
         */
        RetryAfter: string;
        /**
         * @description Always `bytes`.
         * @example bytes
         */
        AcceptRanges: "bytes";
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    searchMessages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageQuery"];
            };
        };
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagePage"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            503: components["responses"]["Unavailable"];
        };
    };
    getMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Opaque id of the message; holds no personal data.
                 * @example m-1042
                 */
                messageId: components["parameters"]["MessageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Message"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            503: components["responses"]["Unavailable"];
        };
    };
    searchAgents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentQuery"];
            };
        };
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentPage"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            503: components["responses"]["Unavailable"];
        };
    };
    allocateMessages: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The same for every try of one intent, different for every intent; kept by the backend for 24 hours. The adapter can send it under another name.
                 * @example 8f14e45fceea167a5a36dedd4bea2543
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AllocationRequest"];
            };
        };
        responses: {
            200: components["responses"]["AllocationResults"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["KeyInProgress"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            503: components["responses"]["Unavailable"];
        };
    };
    undoAllocation: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The same for every try of one intent, different for every intent; kept by the backend for 24 hours. The adapter can send it under another name.
                 * @example 8f14e45fceea167a5a36dedd4bea2543
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UndoRequest"];
            };
        };
        responses: {
            200: components["responses"]["AllocationResults"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["KeyInProgress"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            501: components["responses"]["Unsupported"];
            503: components["responses"]["Unavailable"];
        };
    };
    startProcessing: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The same for every try of one intent, different for every intent; kept by the backend for 24 hours. The adapter can send it under another name.
                 * @example 8f14e45fceea167a5a36dedd4bea2543
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description The version that the command is based on, as an entity tag.
                 * @example "17"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Opaque id of the message; holds no personal data.
                 * @example m-1042
                 */
                messageId: components["parameters"]["MessageId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartRequest"];
            };
        };
        responses: {
            200: components["responses"]["Message"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["Conflict"];
            428: components["responses"]["Conflict"];
            429: components["responses"]["RateLimited"];
            503: components["responses"]["Unavailable"];
        };
    };
    renewLease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Opaque id of the message; holds no personal data.
                 * @example m-1042
                 */
                messageId: components["parameters"]["MessageId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeaseRequest"];
            };
        };
        responses: {
            /** @description The lease with its new end. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lease"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["RateLimited"];
            501: components["responses"]["Unsupported"];
            503: components["responses"]["Unavailable"];
        };
    };
    submitProcessing: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The same for every try of one intent, different for every intent; kept by the backend for 24 hours. The adapter can send it under another name.
                 * @example 8f14e45fceea167a5a36dedd4bea2543
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description The version that the command is based on, as an entity tag.
                 * @example "17"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Opaque id of the message; holds no personal data.
                 * @example m-1042
                 */
                messageId: components["parameters"]["MessageId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubmissionRequest"];
            };
        };
        responses: {
            200: components["responses"]["Message"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["Conflict"];
            422: components["responses"]["Invalid"];
            428: components["responses"]["Conflict"];
            429: components["responses"]["RateLimited"];
            503: components["responses"]["Unavailable"];
        };
    };
    releaseProcessing: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The same for every try of one intent, different for every intent; kept by the backend for 24 hours. The adapter can send it under another name.
                 * @example 8f14e45fceea167a5a36dedd4bea2543
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description The version that the command is based on, as an entity tag.
                 * @example "17"
                 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /**
                 * @description Opaque id of the message; holds no personal data.
                 * @example m-1042
                 */
                messageId: components["parameters"]["MessageId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseRequest"];
            };
        };
        responses: {
            200: components["responses"]["Message"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            412: components["responses"]["Conflict"];
            428: components["responses"]["Conflict"];
            429: components["responses"]["RateLimited"];
            501: components["responses"]["Unsupported"];
            503: components["responses"]["Unavailable"];
        };
    };
    requestRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Opaque id of the message; holds no personal data.
                 * @example m-1042
                 */
                messageId: components["parameters"]["MessageId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordingRequest"];
            };
        };
        responses: {
            /** @description The link and what is known of the recording. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recording"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["RecordingForbidden"];
            404: components["responses"]["RecordingMissing"];
            410: components["responses"]["RecordingGone"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            503: components["responses"]["RecordingOffline"];
        };
    };
    getListening: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Opaque id of the message; holds no personal data.
                 * @example m-1042
                 */
                messageId: components["parameters"]["MessageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Listening"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            501: components["responses"]["Unsupported"];
            503: components["responses"]["Unavailable"];
        };
    };
    saveListening: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Opaque id of the message; holds no personal data.
                 * @example m-1042
                 */
                messageId: components["parameters"]["MessageId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListeningReport"];
            };
        };
        responses: {
            200: components["responses"]["Listening"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            501: components["responses"]["Unsupported"];
            503: components["responses"]["Unavailable"];
        };
    };
    revealContactNumber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Opaque id of the message; holds no personal data.
                 * @example m-1042
                 */
                messageId: components["parameters"]["MessageId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevealRequest"];
            };
        };
        responses: {
            /** @description The number, and until when it may be shown. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevealedNumber"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["Invalid"];
            429: components["responses"]["RateLimited"];
            501: components["responses"]["Unsupported"];
            503: components["responses"]["Unavailable"];
        };
    };
    loadRecording: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description One range of bytes, for example `bytes=0-65535`.
                 * @example bytes=0-65535
                 */
                Range?: string;
            };
            path: {
                /**
                 * @description Opaque, unguessable, short-lived; says nothing about message or caller.
                 * @example 5f1c0a7e9b
                 */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole sound. */
            200: {
                headers: {
                    "Accept-Ranges": components["headers"]["AcceptRanges"];
                    [name: string]: unknown;
                };
                content: {
                    "audio/*": components["schemas"]["Sound"];
                    "application/zip": components["schemas"]["Sound"];
                };
            };
            /** @description The range that was asked for. */
            206: {
                headers: {
                    "Accept-Ranges": components["headers"]["AcceptRanges"];
                    /**
                     * @description Which bytes of how many.
                     * @example bytes 0-65535/99244
                     */
                    "Content-Range"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "audio/*": components["schemas"]["Sound"];
                };
            };
            404: components["responses"]["RecordingMissing"];
            410: components["responses"]["RecordingGone"];
            /** @description The range lies outside the sound. */
            416: {
                headers: {
                    /**
                     * @description The length of the sound, in bytes.
                     * @example bytes *\/99244
                     */
                    "Content-Range"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            503: components["responses"]["RecordingOffline"];
        };
    };
    getCapabilities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The capabilities. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Capabilities"];
                };
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            503: components["responses"]["Unavailable"];
        };
    };
    streamEvents: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Id of the last event that was received, after a lost connection.
                 * @example 481
                 */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream that stays open. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description There are no events for this user; do not connect again. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthenticated"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["RateLimited"];
            501: components["responses"]["Unsupported"];
            503: components["responses"]["Unavailable"];
        };
    };
}
