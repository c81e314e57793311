// Made from docs/openapi.json by `npm run generate`. Changes belong there.

export interface paths {
    "/api/v1/admin/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was done, newest first */
        get: operations["get_admin_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Actions on many jobs, newest first */
        get: operations["get_admin_bulk"];
        put?: never;
        /** Begin one, if no more jobs match than were told */
        post: operations["post_admin_bulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/bulk/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far one has come */
        get: operations["get_admin_bulk_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/bulk/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on where it was stopped */
        post: operations["post_admin_bulk_id_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/bulk/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop one after its batch */
        post: operations["post_admin_bulk_id_stop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Each dependency, asked now */
        get: operations["get_admin_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/job-names": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The jobs that there are */
        get: operations["get_admin_job_names"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Jobs, newest first */
        get: operations["get_admin_jobs"];
        put?: never;
        /** Enqueue a job by hand */
        post: operations["post_admin_jobs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/jobs/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many jobs match */
        get: operations["get_admin_jobs_count"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One job, its attempts, and what people did to it */
        get: operations["get_admin_jobs_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/jobs/{id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a job up */
        post: operations["post_admin_jobs_id_discard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/jobs/{id}/payload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Edit a job's arguments */
        put: operations["put_admin_jobs_id_payload"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/jobs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a dead or discarded job another attempt */
        post: operations["post_admin_jobs_id_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/jobs/{id}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show a job's arguments as they are */
        post: operations["post_admin_jobs_id_reveal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/jobs/{id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run a job now that waits for its time */
        post: operations["post_admin_jobs_id_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How jobs fare */
        get: operations["get_admin_overview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events that were put aside, newest first */
        get: operations["get_admin_quarantine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/quarantine/{id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give an event up */
        post: operations["post_admin_quarantine_id_discard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/quarantine/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try to store an event once more */
        post: operations["post_admin_quarantine_id_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every queue */
        get: operations["get_admin_queues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/queues/{name}/drain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run what waits now and hold what comes later */
        post: operations["post_admin_queues_name_drain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/queues/{name}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start nothing more from a queue; what runs goes on */
        post: operations["post_admin_queues_name_pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/queues/{name}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a queue go on */
        post: operations["post_admin_queues_name_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every schedule */
        get: operations["get_admin_schedules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/schedules/{name}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run a schedule's job now, besides its times */
        post: operations["post_admin_schedules_name_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sessions: the newest, the hottest, those that start cold most, those that
         *     are parked, or one
         */
        get: operations["get_admin_sessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One session, as Postgres and live Redis know it */
        get: operations["get_admin_sessions_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/sessions/{id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring a session into live Redis */
        post: operations["post_admin_sessions_id_activate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/sessions/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a session to sleep that nobody watches */
        post: operations["post_admin_sessions_id_close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/sessions/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a session for good */
        post: operations["post_admin_sessions_id_end"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/sessions/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring a parked session back
         * @description As it was when it could last be read: what it was told after that stays in
         *     its history and is no part of it any more. 409 `not_parked` for a session
         *     that needs none of this, `newer_release` for one that is not ours to read.
         */
        post: operations["post_admin_sessions_id_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/shards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every shard */
        get: operations["get_admin_shards"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/signals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Signals that failed, newest first */
        get: operations["get_admin_signals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Runs by minute */
        get: operations["get_admin_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/workers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every worker */
        get: operations["get_admin_workers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/workers/{name}/drain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a worker take no more jobs and hand over its shards */
        post: operations["post_admin_workers_name_drain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/workers/{name}/quiet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a worker take no more jobs */
        post: operations["post_admin_workers_name_quiet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/workers/{name}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a worker end */
        post: operations["post_admin_workers_name_stop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/workers/{name}/work": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a worker work again */
        post: operations["post_admin_workers_name_work"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/links/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A link, to be copied
         * @description A token copies links of the roles that it may make. Scope: `links:write`.
         */
        get: operations["get_links_id"];
        put?: never;
        post?: never;
        /**
         * End a link
         * @description Every socket that came in by it is closed at once. Scope: `links:write`.
         */
        delete: operations["delete_links_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/links/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace a link by a new one
         * @description The old one opens nothing any more, and every socket that came in by it
         *     is closed at once. A token replaces links of the roles that it may make.
         *     Scope: `links:write`.
         */
        post: operations["post_links_id_rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: operations["get_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your sessions
         * @description Newest first; of one kind, and with a part of the title, if you say so.
         *     Scope: `sessions:read`.
         */
        get: operations["get_sessions"];
        put?: never;
        /**
         * Make a session
         * @description A meter belongs to your Twitch channel, and there is one: a second is
         *     refused with 409 `exists`. Scope: `sessions:write`.
         */
        post: operations["post_sessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A session
         * @description A cold one is brought back first; one that takes too long is 503
         *     `activating`. Scope: `sessions:read`.
         */
        get: operations["get_sessions_id"];
        put?: never;
        post?: never;
        /**
         * End a session
         * @description For good: who watches it is told, and what it listened to is not wanted
         *     any more. Scope: `sessions:write`.
         */
        delete: operations["delete_sessions_id"];
        options?: never;
        head?: never;
        /**
         * Change a session's config
         * @description What is given is merged into what is stored (RFC 7396); lists are
         *     replaced. `If-Match` is the `ETag` of what you read: 412 `stale` when
         *     somebody saved meanwhile. It may be a list, and `*` is whatever is stored
         *     (RFC 9110, 13.1.1). Scope: `sessions:write`.
         */
        patch: operations["patch_sessions_id"];
        trace?: never;
    };
    "/api/v1/sessions/{id}/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How lively a meter is
         * @description Scope: `sessions:read`.
         */
        get: operations["get_sessions_id_activity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/at/{rev}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A session as it was at a rev
         * @description Votes are not events: a meter's bar is at its centre. 404 for a rev that
         *     never was or is too long ago. Scope: `sessions:read`.
         */
        get: operations["get_sessions_id_at_rev"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/chat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Simulate chat
         * @description The messages go the way of real ones: by your triggers, one counted vote
         *     a second for each chatter. Refused with `round_running` while a round
         *     runs, because they would count. Scope: `sessions:command`.
         */
        post: operations["post_sessions_id_chat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/add_participant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Timer: add participant
         * @description Adds someone at the end of the order.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["timer_add_participant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/adjust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Timer: adjust
         * @description Gives time, or takes it.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["timer_adjust"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Timer: cancel
         * @description Ends the timer without one.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["timer_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Timer: complete
         * @description Ends the timer with an outcome.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["timer_complete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Timer: pause
         * @description Stops the clock.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["timer_pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/remove_participant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Timer: remove participant
         * @description Takes someone out; their turn passes.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["timer_remove_participant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Meter: reset
         * @description Back to the centre.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["meter_reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Timer: resume
         * @description Lets the clock run again.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["timer_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/set_order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Timer: set order
         * @description Changes the order of turns.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["timer_set_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Timer: start
         * @description Starts the clock of the first participant.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["timer_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/start_round": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Meter: start round
         * @description Asks chat a question and counts the answers.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["meter_start_round"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/stop_round": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Meter: stop round
         * @description Ends the round and keeps its result.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["meter_stop_round"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/switch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Timer: switch
         * @description Passes the turn: to the next who has time left, or to someone.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["timer_switch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/test_vote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Meter: test vote
         * @description A vote of the streamer's own, to see the bar move.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["meter_test_vote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Timer: undo
         * @description Takes the last switch back, within 10 seconds, as if it had not been.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["timer_undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened in a session
         * @description Oldest first, as far as it has reached Postgres: about a second behind.
         *     Scope: `sessions:read`.
         */
        get: operations["get_sessions_id_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything about a session, as a file
         * @description JSON, if no format is said. Scope: `sessions:read`.
         */
        get: operations["get_sessions_id_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The links of a session
         * @description Scope: `sessions:read`.
         */
        get: operations["get_sessions_id_links"];
        put?: never;
        /**
         * Make a link
         * @description A token makes links of roles that it could act in itself: `viewer` and
         *     `overlay` need `sessions:read`; `participant`, `table` and `moderator`
         *     also `sessions:command`; `owner` needs every scope. A link is good until
         *     it or its session is ended, also when the token that made it has ended.
         *     Scope: `links:write`.
         */
        post: operations["post_sessions_id_links"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/rounds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The rounds of a meter
         * @description Newest first. A round is here about a second after it began. Scope:
         *     `sessions:read`.
         */
        get: operations["get_sessions_id_rounds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/rounds/{round}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A round, with its votes by second
         * @description Scope: `sessions:read`.
         */
        get: operations["get_sessions_id_rounds_round"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/rounds/{round}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A round as a file
         * @description JSON, if no format is said. Scope: `sessions:read`.
         */
        get: operations["get_sessions_id_rounds_round_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/subscription": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether chat reaches a meter
         * @description Scope: `sessions:read`.
         */
        get: operations["get_sessions_id_subscription"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/subscription/repair": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look at it again, and mend it
         * @description Scope: `sessions:write`.
         */
        post: operations["post_sessions_id_subscription_repair"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/webhook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where a session's events are sent
         * @description Scope: `sessions:read`.
         */
        get: operations["get_sessions_id_webhook"];
        /**
         * Send a session's events somewhere
         * @description In the form of Standard Webhooks: each with an id that stays the same,
         *     signed, tried again for two days. Each call makes a new secret. It ends
         *     with its session, whose last events are still sent, and not with the token
         *     that set it. Scopes: `sessions:write` and `sessions:read`.
         */
        put: operations["put_sessions_id_webhook"];
        post?: never;
        /**
         * Send a session's events nowhere
         * @description Scope: `sessions:write`.
         */
        delete: operations["delete_sessions_id_webhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your templates
         * @description Scope: `sessions:read`.
         */
        get: operations["get_templates"];
        put?: never;
        /**
         * Make a template
         * @description Its config is checked as a session's is. Scope: `sessions:write`.
         */
        post: operations["post_templates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a template
         * @description Sessions that were made from it stay. Scope: `sessions:write`.
         */
        delete: operations["delete_templates_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/time": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What time it is at the server
         * @description The same on every API: live Redis' own, which sessions go by.
         */
        get: operations["get_time"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your API tokens */
        get: operations["get_tokens"];
        put?: never;
        /**
         * Make an API token
         * @description Send it as `Authorization: Bearer …`. It is shown once.
         */
        post: operations["post_tokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End an API token
         * @description Its sockets close at once. Links and webhooks that were made with it stay:
         *     end them where they are listed.
         */
        delete: operations["delete_tokens_id"];
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
         * AcceptedView
         * @description What a command became.
         */
        AcceptedView: {
            /** @description Each with its `name`. */
            events: components["schemas"]["Named"][];
            rev: string;
        };
        /** Activity */
        Activity: {
            /** Format: int64 */
            bucket_s: number;
            /** @description The last ten minutes, oldest first. */
            buckets: components["schemas"]["Bucket"][];
            /** @description Whether votes are counted now. */
            is_active: boolean;
            /**
             * Format: uint64
             * @description Overlays that are connected.
             */
            overlays: number;
            /** Format: double */
            votes_per_s: number;
        };
        /** @description Who asked: a role, and an id where there is one. */
        Actor: {
            id?: string;
            role: string;
        };
        /**
         * ApiToken
         * @description A token, without what makes it one.
         */
        ApiToken: {
            /** Format: int64 */
            created_ms: number;
            /** Format: int64 */
            expires_ms: number | null;
            /** Format: uuid */
            id: string;
            /** Format: int64 */
            last_used_ms: number | null;
            name: string;
            scopes: ("sessions:read" | "sessions:write" | "sessions:command" | "links:write")[];
        };
        /** ApiTokenList */
        ApiTokenList: {
            items: components["schemas"]["ApiToken"][];
            next: string | null;
        };
        /** AsideList */
        AsideList: {
            items: components["schemas"]["AsideView"][];
            next: string | null;
        };
        /** AsideView */
        AsideView: {
            /** Format: int64 */
            at_ms: number;
            /** @description As far as it can be read. */
            body: string;
            decided_by: string | null;
            /** Format: int64 */
            decided_ms: number | null;
            error: string;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            session_id: string | null;
            /** Format: uint16 */
            shard: number;
            /**
             * @description `waiting`, `retried` or `discarded`.
             * @enum {string}
             */
            state: "waiting" | "retried" | "discarded";
        };
        /** AttemptView */
        AttemptView: {
            /** Format: int32 */
            attempt: number;
            /** Format: int64 */
            ended_ms: number | null;
            error: string | null;
            /** @description Lines of `{at_ms, level, text}`. */
            log: components["schemas"]["LogLine"][];
            /**
             * @description `done`, `failed`, `timed_out`, `panicked`, `lost`, `given_back` or `waiting`.
             * @enum {string}
             */
            outcome: "done" | "failed" | "timed_out" | "panicked" | "lost" | "given_back" | "waiting";
            /** Format: int64 */
            started_ms: number;
            worker: string;
        };
        /** AuditList */
        AuditList: {
            items: components["schemas"]["AuditView"][];
            next: string | null;
        };
        /** AuditView */
        AuditView: {
            action: string;
            /** @description A person's name, `cli`, or `system`. */
            actor: string;
            /** Format: uuid */
            actor_id: string | null;
            address: string | null;
            /** Format: int64 */
            at_ms: number;
            details: {
                [key: string]: unknown;
            };
            /** Format: uuid */
            id: string;
            reason: string | null;
            target_id: string;
            target_kind: string;
        };
        /** Begin */
        Begin: {
            /**
             * @description `retry`, `discard` or `run`.
             * @enum {string}
             */
            action: "retry" | "discard" | "run";
            /**
             * Format: int64
             * @description How many the person was told.
             */
            expected: number;
            /** @description Which jobs; only those in a state that the action wants. */
            filter?: components["schemas"]["FilterView"] | null;
            /** @description Exactly these. */
            ids?: string[] | null;
            reason?: string | null;
        };
        /** Bucket */
        Bucket: {
            /** Format: int64 */
            at_ms: number;
            /** Format: uint64 */
            votes: number;
        };
        /** BulkList */
        BulkList: {
            items: components["schemas"]["BulkView"][];
            next: string | null;
        };
        /** BulkView */
        BulkView: {
            /** @enum {string} */
            action: "retry" | "discard" | "run";
            actor: string;
            /** Format: int64 */
            created_ms: number;
            /** Format: int64 */
            done: number;
            /**
             * @description Null where jobs were chosen one by one, and where it cannot be read: then
             *     nothing is done, and `note` says why.
             */
            filter: components["schemas"]["FilterView"] | null;
            /** Format: uuid */
            id: string;
            note: string | null;
            reason: string | null;
            /**
             * Format: int64
             * @description Changed meanwhile, or of a name that this release does not know.
             */
            skipped: number;
            /**
             * @description `running`, `stopped` or `done`.
             * @enum {string}
             */
            state: "running" | "stopped" | "done";
            /** Format: int64 */
            total: number;
            /** Format: int64 */
            updated_ms: number;
        };
        /** ChatBatch */
        ChatBatch: {
            /** @description 1 to 100. */
            messages: components["schemas"]["ChatLine"][];
        };
        /** ChatLine */
        ChatLine: {
            /** @description Who says it: 1 to 64 of `[A-Za-z0-9_-]`. */
            chatter: string;
            /** @description 1 to 500 characters. */
            text: string;
        };
        /**
         * ChatOutcome
         * @description What became of the messages.
         */
        ChatOutcome: {
            /** Format: uint32 */
            counted: number;
            /** Format: uint32 */
            debounced: number;
            /** Format: uint32 */
            duplicate: number;
            /** Format: uint32 */
            inactive: number;
            /** Format: uint32 */
            limited: number;
            /** Format: uint32 */
            no_match: number;
        };
        /** CheckView */
        CheckView: {
            /** @description Whether an API is of no use without it. */
            critical: boolean;
            detail: components["schemas"]["Detail"][];
            name: string;
            /**
             * @description `up` or `down`.
             * @enum {string}
             */
            status: "up" | "down";
            /** Format: uint64 */
            took_ms: number;
        };
        /** Count */
        Count: {
            /** @description There are at least so many. */
            capped: boolean;
            /** Format: int64 */
            count: number;
        };
        /** Counts */
        Counts: {
            dead: components["schemas"]["StateView"];
            discarded: components["schemas"]["StateView"];
            done: components["schemas"]["StateView"];
            queued: components["schemas"]["StateView"];
            retrying: components["schemas"]["StateView"];
            running: components["schemas"]["StateView"];
            scheduled: components["schemas"]["StateView"];
        };
        /** Detail */
        Detail: {
            label: string;
            value: string;
        };
        /** Edit */
        Edit: {
            payload: unknown;
            reason?: string | null;
            /**
             * @description Run it again at once.
             * @default false
             */
            requeue?: boolean | null;
        };
        /** Export */
        Export: {
            config: components["schemas"]["MeterConfig"] | components["schemas"]["TimerConfig"];
            /** Format: int64 */
            config_version: number;
            /** Format: int64 */
            created_ms: number;
            events: components["schemas"]["HistoryEvent"][];
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "meter" | "timer";
            /** @description Where `/events` goes on, if there are more than 20,000. */
            next: string | null;
        };
        /** FailedList */
        FailedList: {
            items: components["schemas"]["FailedView"][];
            next: string | null;
        };
        /** FailedView */
        FailedView: {
            /** Format: int64 */
            ended_ms: number;
            error: string | null;
            /** Format: uuid */
            id: string;
            key: string | null;
            log: components["schemas"]["LogLine"][];
            name: string;
            /** @enum {string} */
            outcome: "done" | "failed" | "timed_out" | "panicked" | "lost" | "given_back" | "waiting";
            queue: string;
            /** Format: int64 */
            started_ms: number;
            worker: string;
        };
        /** FieldError */
        FieldError: {
            field: string;
            message: string;
        };
        /**
         * FilterView
         * @description What is missing matches all; a member that is not known is refused, since it
         *     may have been to narrow the choice.
         */
        FilterView: {
            /** @default null */
            name?: string | null;
            /** @default null */
            queue?: string | null;
            /**
             * Format: int64
             * @default null
             */
            since_ms?: number | null;
            /** @default [] */
            state?: ("scheduled" | "queued" | "running" | "retrying" | "done" | "dead" | "discarded")[];
            /**
             * @description In the arguments, in any case.
             * @default null
             */
            text?: string | null;
            /**
             * Format: int64
             * @default null
             */
            until_ms?: number | null;
            /** @default null */
            worker?: string | null;
        };
        /** @enum {string} */
        Format: "csv" | "json";
        /** HappenedView */
        HappenedView: {
            actor: components["schemas"]["Actor"];
            /** Format: int64 */
            at_ms: number;
            name: string;
            payload: {
                [key: string]: unknown;
            };
            rev: string;
            /** Format: int16 */
            seq: number;
        };
        /** HealthView */
        HealthView: {
            /** Format: int64 */
            at_ms: number;
            checks: components["schemas"]["CheckView"][];
        };
        /**
         * HistoryEvent
         * @description Something that happened.
         */
        HistoryEvent: {
            /** @description Who asked for it: a role, and an id where there is one. */
            actor: components["schemas"]["Actor"];
            /** Format: int64 */
            at_ms: number;
            /** @description The event, its `name` included. */
            event: components["schemas"]["Named"];
            name: string;
            rev: string;
            /**
             * Format: int16
             * @description Its place among the events of one rev.
             */
            seq: number;
        };
        /** HistoryPage */
        HistoryPage: {
            items: components["schemas"]["HistoryEvent"][];
            next: string | null;
        };
        /** JobDetail */
        JobDetail: {
            attempts: components["schemas"]["AttemptView"][];
            deeds: components["schemas"]["AuditView"][];
            job: components["schemas"]["JobView"];
        };
        /** JobList */
        JobList: {
            items: components["schemas"]["JobView"][];
            next: string | null;
        };
        /** JobRequest */
        JobRequest: {
            name: string;
            payload: unknown;
            reason?: string | null;
        };
        /** JobView */
        JobView: {
            /** Format: int32 */
            attempt: number;
            /** Format: int32 */
            attempts_max: number;
            /** Format: int64 */
            created_ms: number;
            /** Format: int64 */
            ended_ms: number | null;
            error: string | null;
            /** Format: uuid */
            id: string;
            key: string | null;
            /** Format: int64 */
            lease_until_ms: number | null;
            name: string;
            /** @description Values are hidden unless the job shows them to everybody. */
            payload: {
                [key: string]: unknown;
            };
            queue: string;
            redacted: boolean;
            /** Format: int64 */
            run_at_ms: number;
            /** Format: int64 */
            started_ms: number | null;
            /** @enum {string} */
            state: "scheduled" | "queued" | "running" | "retrying" | "done" | "dead" | "discarded";
            /** Format: uint16 */
            version: number;
            worker: string | null;
        };
        /** Link */
        Link: {
            /** Format: uuid */
            id: string;
            participant: string | null;
            /** @enum {string} */
            role: "owner" | "moderator" | "participant" | "table" | "viewer" | "overlay";
            /** Format: uuid */
            session_id: string;
            token: string;
            url: string;
        };
        /** LinkPage */
        LinkPage: {
            items: components["schemas"]["LinkSummary"][];
            next: string | null;
        };
        /**
         * @description What whoever holds the link may do.
         * @enum {string}
         */
        LinkRole: "owner" | "moderator" | "participant" | "table" | "viewer" | "overlay";
        /**
         * LinkSummary
         * @description A link without its token.
         */
        LinkSummary: {
            /** Format: int64 */
            created_ms: number;
            /** Format: uuid */
            id: string;
            participant: string | null;
            /** @enum {string} */
            role: "owner" | "moderator" | "participant" | "table" | "viewer" | "overlay";
        };
        /** LiveView */
        LiveView: {
            /** Format: int64 */
            at_ms: number;
            /** Format: int64 */
            due_ms: number | null;
            epoch: string | null;
            /** Format: int64 */
            last_watched_ms: number | null;
            /** @description The worker that owns its shard. */
            owner: string | null;
            rev: string;
            /**
             * Format: uint64
             * @description Sockets, as APIs said within the last 15 s.
             */
            watchers: number;
        };
        /** @description What a run logged. */
        LogLine: {
            /** Format: int64 */
            at_ms: number;
            level: string;
            text: string;
        };
        /**
         * MadeApiToken
         * @description The only time that the token is shown.
         */
        MadeApiToken: {
            /** Format: int64 */
            created_ms: number;
            /** Format: int64 */
            expires_ms: number | null;
            /** Format: uuid */
            id: string;
            /** Format: int64 */
            last_used_ms: number | null;
            name: string;
            scopes: ("sessions:read" | "sessions:write" | "sessions:command" | "links:write")[];
            token: string;
        };
        /** MadeLink */
        MadeLink: {
            /** Format: uuid */
            id: string;
            token: string;
            url: string;
        };
        /** MadeWebhook */
        MadeWebhook: {
            /** Format: int64 */
            created_ms: number;
            /** @description What deliveries are signed with. This is the only time that it is shown. */
            secret: string;
            url: string;
        };
        /** MeView */
        MeView: {
            /** @description To be sent as `X-CSRF-Token` with every unsafe request. */
            csrf: string;
            /** Format: uuid */
            id: string;
            /** @description Their name at Twitch, for whoever has one. */
            login: string | null;
            name: string;
            /**
             * @description `admin`, `reader`, or null for whoever is no staff.
             * @enum {string|null}
             */
            role: "reader" | "admin" | null;
        };
        /** @description One of several answers. */
        MeterChoice: {
            /** @description 1 to 25 characters. */
            label: string;
            /** @description The word that votes for it, 1 to 100 characters. */
            trigger: string;
        };
        /** @description Colours as `#rrggbb`. */
        MeterColours: {
            against: string;
            background: string;
            for: string;
            text: string;
        };
        MeterCommand: {
            /** @enum {string} */
            command: "reset";
        } | {
            /** @enum {string} */
            command: "test_vote";
            side: components["schemas"]["MeterSide"];
        } | {
            /** @description 2 to 5, in place of the two sides. */
            choices?: components["schemas"]["MeterChoice"][] | null;
            /** @enum {string} */
            command: "start_round";
            /**
             * Format: uint32
             * @description 15 to 1,800; without it the round goes on until it is stopped, four hours
             *     at most.
             */
            duration_s?: number | null;
            /** @description 1 to 200 characters. */
            question: string;
        } | {
            /** @enum {string} */
            command: "stop_round";
        };
        MeterConfig: {
            /**
             * Format: double
             * @description How fast the bar falls back: 0.1 to 2.0 a second.
             */
            decay_per_s: number;
            display: components["schemas"]["MeterDisplay"];
            labels: components["schemas"]["MeterLabels"];
            model: components["schemas"]["MeterModel"];
            /** @description Whether viewers of partners count, while the chat is shared with them. */
            shared_chat?: boolean;
            theme: components["schemas"]["MeterTheme"];
            triggers: components["schemas"]["MeterTriggers"];
            /**
             * Format: uint32
             * @description Votes counted a minute, in bursts of as many; 0 counts all.
             */
            votes_per_min: number;
            /**
             * Format: double
             * @description How far one vote moves the bar: 1 to 50.
             */
            weight: number;
            /**
             * Format: uint32
             * @description How long a vote counts in the window model: 5 to 120 s.
             */
            window_s: number;
        };
        MeterConfigGiven: {
            /**
             * Format: double
             * @description How fast the bar falls back: 0.1 to 2.0 a second.
             */
            decay_per_s?: number;
            display?: components["schemas"]["MeterDisplay"];
            labels?: components["schemas"]["MeterLabels"];
            model?: components["schemas"]["MeterModel"];
            /** @description Whether viewers of partners count, while the chat is shared with them. */
            shared_chat?: boolean;
            theme?: components["schemas"]["MeterTheme"];
            triggers?: components["schemas"]["MeterTriggers"];
            /**
             * Format: uint32
             * @description Votes counted a minute, in bursts of as many; 0 counts all.
             */
            votes_per_min?: number;
            /**
             * Format: double
             * @description How far one vote moves the bar: 1 to 50.
             */
            weight?: number;
            /**
             * Format: uint32
             * @description How long a vote counts in the window model: 5 to 120 s.
             */
            window_s?: number;
        };
        /** @description Votes as they are told. */
        MeterCounts: {
            /** Format: uint64 */
            against: number;
            /** Format: uint64 */
            for: number;
        } | number[];
        /** @enum {string} */
        MeterDisplay: "combined" | "split";
        /** @description What stands beside the bar, 1 to 50 characters. */
        MeterLabels: {
            against: string;
            for: string;
        };
        /** @enum {string} */
        MeterModel: "decay" | "window";
        /** @enum {string} */
        MeterPalette: "dark" | "light";
        MeterRound: {
            /** @description What chat chooses from; absent when it is about the two sides. */
            choices?: components["schemas"]["MeterChoice"][];
            counts: components["schemas"]["MeterCounts"];
            /** Format: int64 */
            ends_ms?: number;
            /** Format: uuid */
            id: string;
            /** @description True when some seconds of votes were lost on the way. */
            interrupted?: boolean;
            question: string;
            /** Format: int64 */
            started_ms: number;
        };
        /** @enum {string} */
        MeterSide: "for" | "against";
        MeterTheme: components["schemas"]["MeterPalette"] | components["schemas"]["MeterColours"];
        /** @description Words of 1 to 100 characters, 1 to 5 a side; none on both sides. */
        MeterTriggers: {
            against: string[];
            for: string[];
        };
        MeterView: {
            display: components["schemas"]["MeterDisplay"];
            labels: components["schemas"]["MeterLabels"];
            /** @description The round that runs, if one does. */
            round: components["schemas"]["MeterRound"] | null;
            /** Format: uint64 */
            tally_seq: number;
            theme: components["schemas"]["MeterTheme"];
        } & ({
            /** Format: int64 */
            at_ms: number;
            /** Format: double */
            decay_per_s: number;
            /** @enum {string} */
            model: "decay";
            /** Format: double */
            value: number;
        } | {
            /** Format: uint64 */
            against: number;
            /** Format: int64 */
            at_ms: number;
            /** Format: uint64 */
            for: number;
            /** @enum {string} */
            model: "window";
            /** Format: uint32 */
            window_s: number;
        });
        /** NameView */
        NameView: {
            /** Format: uint32 */
            attempts: number;
            /** Format: uint32 */
            concurrency: number;
            /**
             * @description `durable` or `signal`.
             * @enum {string}
             */
            kind: "durable" | "signal";
            /** @description Whether this release can run it. */
            known: boolean;
            name: string;
            queue: string;
            /** @description Arguments that are never hidden. */
            shown: string[];
            /** Format: uint64 */
            timeout_ms: number;
        };
        /** @description An event of a kind: its name, and what else it has. */
        Named: {
            name: string;
        } & {
            [key: string]: unknown;
        };
        /** Names */
        Names: {
            items: components["schemas"]["NameView"][];
        };
        /** NewApiToken */
        NewApiToken: {
            /**
             * Format: uint32
             * @description 1 to 366; without it the token is good until it is ended.
             */
            expires_in_days?: number | null;
            /** @description 1 to 60 characters. */
            name: string;
            /** @description At least one. */
            scopes: components["schemas"]["Scope"][];
        };
        /** NewLinkBody */
        NewLinkBody: {
            /** @description Whose seat it is, where a kind has seats: 1 to 64 characters. */
            participant?: string | null;
            role: components["schemas"]["LinkRole"];
        };
        /** NewSessionBody */
        NewSessionBody: {
            config?: (components["schemas"]["MeterConfigGiven"] | components["schemas"]["TimerConfigGiven"]) | null;
            /** @enum {string} */
            kind: "meter" | "timer";
        };
        /** NewTemplateBody */
        NewTemplateBody: {
            config: unknown;
            kind: string;
            /** @description 1 to 60 characters. */
            name: string;
        };
        /** NewWebhookBody */
        NewWebhookBody: {
            /** @description An `https://` address that everybody can reach. */
            url: string;
        };
        /** OverviewView */
        OverviewView: {
            /** Format: int64 */
            at_ms: number;
            /** Format: uint32 */
            bulk_running: number;
            counts: components["schemas"]["Counts"];
            /** Format: int64 */
            dead: number;
            /**
             * Format: uint32
             * @description Sessions that wait for a person, as far as live Redis can be asked.
             */
            parked: number;
            /** Format: int64 */
            quarantined: number;
            queues: components["schemas"]["QueueView"][];
            /** Format: uint32 */
            workers: number;
        };
        /**
         * ParkedView
         * @description A session that cannot go on by itself: its rules cannot be run, or what is
         *     stored of it cannot be read.
         */
        ParkedView: {
            /** Format: int64 */
            since_ms: number;
            why: string;
        };
        /**
         * Past
         * @description A session as it was.
         */
        Past: {
            /** Format: int64 */
            config_version: number;
            rev: string;
            view: components["schemas"]["MeterView"] | components["schemas"]["TimerView"];
        };
        /**
         * Peak
         * @description The second with the most votes.
         */
        Peak: {
            /** Format: int64 */
            at_ms: number;
            /** Format: int32 */
            votes: number;
        };
        /**
         * Problem
         * @description An error as RFC 9457 writes it, with a code that stays the same.
         */
        Problem: {
            code: string;
            /**
             * Format: int64
             * @description What was counted, where a count was wrong.
             */
            count?: number;
            /** @description What is stored, where something else was expected. */
            current?: string;
            detail: string;
            /** @description The fields that are wrong, if fields are. */
            errors?: components["schemas"]["FieldError"][];
            /** Format: uint16 */
            status: number;
            title: string;
            type: string;
        };
        /** QueueList */
        QueueList: {
            items: components["schemas"]["QueueView"][];
        };
        /** QueueView */
        QueueView: {
            changed_by: string | null;
            /** Format: int64 */
            changed_ms: number | null;
            /** Format: double */
            done_per_min: number;
            /** Format: double */
            failed_per_min: number;
            jobs: string[];
            name: string;
            /**
             * Format: int64
             * @description How long the job that has been due for longest has been due.
             */
            oldest_ms: number | null;
            /** Format: int64 */
            running: number;
            /**
             * @description `open`, `paused` or `draining`.
             * @enum {string}
             */
            state: "open" | "paused" | "draining";
            /**
             * Format: int64
             * @description Durable jobs and signals together.
             */
            waiting: number;
        };
        /** Revealed */
        Revealed: {
            payload: {
                [key: string]: unknown;
            };
        };
        /**
         * Round
         * @description A question to chat, and its answer.
         */
        Round: {
            /** @description Null when it was about the two sides. */
            choices: components["schemas"]["RoundChoice"][] | null;
            /** @description `{for, against}`, or a list in the order of the choices. */
            counts: components["schemas"]["MeterCounts"];
            /** Format: int64 */
            ended_ms: number | null;
            /**
             * Format: int64
             * @description When it ends or was to end by itself.
             */
            ends_ms: number | null;
            /** Format: uuid */
            id: string;
            /** @description Live Redis lost it once: the last seconds before that are missing. */
            is_interrupted: boolean;
            /** @description What the sides were called. */
            labels: components["schemas"]["RoundLabels"];
            peak: components["schemas"]["Peak"] | null;
            question: string;
            started_by: string;
            /** Format: int64 */
            started_ms: number;
            /**
             * @description `running` or `stopped`.
             * @enum {string}
             */
            state: "running" | "stopped";
            /**
             * Format: int64
             * @description How many people voted, about.
             */
            voters: number;
            /** Format: int64 */
            votes: number;
        };
        /** RoundChoice */
        RoundChoice: {
            label: string;
            trigger: string;
        };
        /**
         * RoundDetail
         * @description A round with its votes by second.
         */
        RoundDetail: {
            /** @description Null when it was about the two sides. */
            choices: components["schemas"]["RoundChoice"][] | null;
            /** @description `{for, against}`, or a list in the order of the choices. */
            counts: components["schemas"]["MeterCounts"];
            /** Format: int64 */
            ended_ms: number | null;
            /**
             * Format: int64
             * @description When it ends or was to end by itself.
             */
            ends_ms: number | null;
            /** Format: uuid */
            id: string;
            /** @description Live Redis lost it once: the last seconds before that are missing. */
            is_interrupted: boolean;
            /** @description What the sides were called. */
            labels: components["schemas"]["RoundLabels"];
            peak: components["schemas"]["Peak"] | null;
            question: string;
            /**
             * @description `[second, votes, votes, …]`: seconds since `started_ms`, only those with
             *     votes; counts in the order of for and against, or of the choices.
             */
            series: number[][];
            started_by: string;
            /** Format: int64 */
            started_ms: number;
            /**
             * @description `running` or `stopped`.
             * @enum {string}
             */
            state: "running" | "stopped";
            /**
             * Format: int64
             * @description How many people voted, about.
             */
            voters: number;
            /** Format: int64 */
            votes: number;
        };
        /** RoundLabels */
        RoundLabels: {
            against: string;
            for: string;
        };
        /** RoundPage */
        RoundPage: {
            items: components["schemas"]["Round"][];
            next: string | null;
        };
        /** @description A durable job that a worker runs. */
        RunningJob: {
            /** Format: uuid */
            id: string;
            name: string;
            queue: string;
            /** Format: int64 */
            started_ms: number;
        };
        /** ScheduleList */
        ScheduleList: {
            items: components["schemas"]["ScheduleView"][];
        };
        /** ScheduleView */
        ScheduleView: {
            cron: string;
            job: string;
            /** Format: uuid */
            last_job: string | null;
            /** Format: int64 */
            last_ms: number | null;
            name: string;
            /** Format: int64 */
            next_ms: number;
            time_zone: string;
        };
        /** @enum {string} */
        Scope: "sessions:read" | "sessions:write" | "sessions:command" | "links:write";
        /**
         * Series
         * @description One job; a value a minute. Times are averages, null where nothing ran.
         */
        Series: {
            dead: number[];
            done: number[];
            failed: number[];
            name: string;
            queue: string;
            run_ms: (number | null)[];
            wait_ms: (number | null)[];
        };
        /**
         * Session
         * @description A session: what it is set to, and how it is now.
         */
        Session: {
            config: components["schemas"]["MeterConfig"] | components["schemas"]["TimerConfig"];
            /** Format: int64 */
            config_version: number;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "meter" | "timer";
            /**
             * @description Null while it is not known how the session is: it is being brought back,
             *     or live Redis is away. Null, too, where a token without `sessions:read`
             *     made or changed it.
             */
            rev: string | null;
            /**
             * @description True while Postgres is away: the config is the one that is in force, and
             *     a newer one may have been saved.
             */
            stale?: boolean;
            view: (components["schemas"]["MeterView"] | components["schemas"]["TimerView"]) | null;
        };
        /** SessionDetail */
        SessionDetail: {
            deeds: components["schemas"]["AuditView"][];
            events: components["schemas"]["HappenedView"][];
            /** @description Null while it is cold, or cannot be read. */
            live: components["schemas"]["LiveView"] | null;
            /** @description A newer release wrote it and goes on with it: there is nothing to bring back. */
            newer_release: boolean;
            session: components["schemas"]["SessionView"];
        };
        /** SessionList */
        SessionList: {
            items: components["schemas"]["SessionView"][];
            next: string | null;
        };
        /** SessionPage */
        SessionPage: {
            items: components["schemas"]["SessionSummary"][];
            next: string | null;
        };
        /** SessionSummary */
        SessionSummary: {
            /** Format: int64 */
            config_version: number;
            /** Format: int64 */
            created_ms: number;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "meter" | "timer";
            /** @description As its config has it; null for kinds without. */
            mode: string | null;
            /**
             * @description As its last recorded event left it, `running` say; null where nothing
             *     happened yet, and for kinds without.
             */
            status: string | null;
            /** @description As its config has it; null for kinds without. */
            title: string | null;
            /** Format: int64 */
            updated_ms: number;
        };
        /** SessionView */
        SessionView: {
            /** Format: int64 */
            config_version: number;
            /** Format: int64 */
            created_ms: number;
            /**
             * Format: int64
             * @description In the last whole minute, for the hottest.
             */
            frames_per_min: number | null;
            /** Format: uuid */
            id: string;
            /**
             * Format: int64
             * @description How often it was started cold.
             */
            incarnation: number;
            is_hot: boolean;
            /** @enum {string} */
            kind: "meter" | "timer";
            owner_login: string | null;
            owner_name: string;
            /** @description Why it waits for a person, if it does. */
            parked: components["schemas"]["ParkedView"] | null;
            /** Format: int16 */
            shard: number;
            /** Format: int64 */
            updated_ms: number;
        };
        /** ShardList */
        ShardList: {
            items: components["schemas"]["ShardView"][];
        };
        /** ShardView */
        ShardView: {
            /** Format: uint64 */
            dirty: number;
            /** Format: int64 */
            due_lag_ms: number;
            /** @description Of its lease, decimal; null while nobody holds it. */
            epoch: string | null;
            /**
             * Format: uint64
             * @description Events that wait for Postgres, and the age of the oldest.
             */
            events: number;
            /** Format: int64 */
            events_lag_ms: number;
            /** Format: uint64 */
            hot: number;
            /** Format: double */
            lateness_ms: number | null;
            /** @description The worker that owns it, as far as it has said so. */
            owner: string | null;
            /** Format: uint16 */
            shard: number;
        };
        /** StateView */
        StateView: {
            /** @description There are at least so many. */
            capped: boolean;
            /** Format: int64 */
            count: number;
        };
        /** StatsView */
        StatsView: {
            /** @description When each minute began. */
            minutes: number[];
            names: components["schemas"]["Series"][];
        };
        /** SubscriptionHealth */
        SubscriptionHealth: {
            /** Format: int64 */
            checked_ms: number | null;
            /** @description One plain sentence. */
            detail: string;
            /**
             * @description `healthy`, `pending`, `broken`, `revoked` or `off`.
             * @enum {string}
             */
            health: "healthy" | "pending" | "broken" | "revoked" | "off";
            /** @description Twitch's own word. */
            status: string | null;
        };
        /** Template */
        Template: {
            config: unknown;
            /** Format: int64 */
            created_ms: number;
            /** Format: uuid */
            id: string;
            kind: string;
            name: string;
        };
        /** TemplatePage */
        TemplatePage: {
            items: components["schemas"]["Template"][];
            next: string | null;
        };
        /** Time */
        Time: {
            /** Format: int64 */
            server_ms: number;
        };
        TimerCommand: {
            /** @enum {string} */
            command: "start";
        } | {
            /**
             * Format: int64
             * @description How long ago it was tapped on a table that had lost its network.
             */
            age_ms?: number | null;
            /** @enum {string} */
            command: "switch";
            /** @description The id of a participant. */
            to?: string | null;
        } | {
            /** @enum {string} */
            command: "pause";
        } | {
            /** @enum {string} */
            command: "resume";
        } | {
            /** @enum {string} */
            command: "adjust";
            /**
             * Format: int64
             * @description ±86,400,000 at most, and not 0; no clock goes over a day by it or,
             *     where time ends at zero, below zero.
             */
            ms: number;
            participant: string;
            /** @description 1 to 200 characters. */
            reason: string;
        } | {
            /**
             * Format: int64
             * @description In place of the common one, in `per_participant` and `per_cycle`.
             */
            budget_ms?: number | null;
            /** @description As `#3b82f6`. */
            color?: string | null;
            /** @enum {string} */
            command: "add_participant";
            /** @description 1 to 40 characters; `per_group` needs it. */
            group?: string | null;
            /**
             * @description 1 to 64 characters, as in the links of this participant; without it one
             *     is given: `p1`, `p2` and so on.
             */
            id?: string | null;
            /** @description Anything of the caller's own, 512 bytes of JSON at most. No screen sees it. */
            meta?: {
                [key: string]: unknown;
            } | null;
            /** @description 1 to 60 characters. */
            name: string;
        } | {
            /** @enum {string} */
            command: "remove_participant";
            id: string;
        } | {
            /** @enum {string} */
            command: "set_order";
            /** @description Each participant once. */
            ids: string[];
        } | {
            /** @enum {string} */
            command: "undo";
        } | {
            /** @enum {string} */
            command: "complete";
            /** @description 1 to 100 characters. */
            outcome?: string | null;
        } | {
            /** @enum {string} */
            command: "cancel";
            /** @description 1 to 200 characters. */
            reason?: string | null;
        };
        TimerConfig: {
            /** @description Whether the turn passes by itself when its time has ended. */
            auto_advance: boolean;
            /**
             * Format: int64
             * @description 1,000 to 86,400,000. Every mode but `count_up` needs it, unless there are
             *     stages, whose budgets count in its place.
             */
            budget_ms?: number | null;
            /**
             * Format: int64
             * @description How long without use until the timer ends by itself: 1,000 to
             *     604,800,000; without it an hour.
             */
            idle_end_ms?: number | null;
            /** @description For `per_participant`, `per_group` and `global`. */
            increment?: components["schemas"]["TimerIncrement"] | null;
            /**
             * Format: int64
             * @description Where a stopwatch ends: 1,000 to 86,400,000, `count_up` only.
             */
            max_ms?: number | null;
            mode: components["schemas"]["TimerMode"];
            /**
             * Format: int64
             * @description How late a table that lost its network may tell a tap: 0 to 30,000.
             */
            offline_grace_ms?: number | null;
            on_end: components["schemas"]["TimerOnEnd"];
            /** @description 1 to 1,000, in the order of their turns. */
            participants: components["schemas"]["TimerParticipant"][];
            /** @description 1 to 20, for the same modes. */
            stages?: components["schemas"]["TimerStage"][];
            /** @description 1 to 100 characters. */
            title?: string | null;
            warnings: components["schemas"]["TimerWarnings"];
        };
        TimerConfigGiven: {
            /** @description Whether the turn passes by itself when its time has ended. */
            auto_advance?: boolean;
            /**
             * Format: int64
             * @description 1,000 to 86,400,000. Every mode but `count_up` needs it, unless there are
             *     stages, whose budgets count in its place.
             */
            budget_ms?: number | null;
            /**
             * Format: int64
             * @description How long without use until the timer ends by itself: 1,000 to
             *     604,800,000; without it an hour.
             */
            idle_end_ms?: number | null;
            /** @description For `per_participant`, `per_group` and `global`. */
            increment?: components["schemas"]["TimerIncrement"] | null;
            /**
             * Format: int64
             * @description Where a stopwatch ends: 1,000 to 86,400,000, `count_up` only.
             */
            max_ms?: number | null;
            mode: components["schemas"]["TimerMode"];
            /**
             * Format: int64
             * @description How late a table that lost its network may tell a tap: 0 to 30,000.
             */
            offline_grace_ms?: number | null;
            on_end?: components["schemas"]["TimerOnEnd"];
            /** @description 1 to 1,000, in the order of their turns. */
            participants: components["schemas"]["TimerParticipant"][];
            /** @description 1 to 20, for the same modes. */
            stages?: components["schemas"]["TimerStage"][];
            /** @description 1 to 100 characters. */
            title?: string | null;
            warnings?: components["schemas"]["TimerWarnings"];
        };
        /** @description What a turn gives back, 0 to 60,000 ms. */
        TimerIncrement: {
            kind: components["schemas"]["TimerIncrementKind"];
            /** Format: int64 */
            ms: number;
        };
        TimerIncrementKind: "fischer" | "delay" | "bronstein";
        TimerMode: "per_participant" | "per_cycle" | "per_group" | "global" | "count_up";
        /** @description What the end of somebody's time means. */
        TimerOnEnd: {
            /** @enum {string} */
            kind: "end_session";
            /** @description 1 to 100 characters. */
            outcome: string;
            winner_by?: components["schemas"]["TimerWinnerBy"] | null;
        } | {
            /** @enum {string} */
            kind: "skip_turn";
            /**
             * Format: int64
             * @description 0 to 86,400,000.
             */
            penalty_ms: number;
        } | {
            /** @description 1 to 100 characters. */
            action: string;
            /** @enum {string} */
            kind: "auto_action";
        } | {
            /** @enum {string} */
            kind: "none";
        };
        TimerParticipant: {
            /**
             * Format: int64
             * @description In place of the common one, in `per_participant` and `per_cycle`.
             */
            budget_ms?: number | null;
            /** @description As `#3b82f6`. */
            color?: string | null;
            /** @description 1 to 40 characters; `per_group` needs it. */
            group?: string | null;
            /**
             * @description 1 to 64 characters, as in the links of this participant; without it one
             *     is given: `p1`, `p2` and so on.
             */
            id?: string | null;
            /** @description Anything of the caller's own, 512 bytes of JSON at most. No screen sees it. */
            meta?: {
                [key: string]: unknown;
            } | null;
            /** @description 1 to 60 characters. */
            name: string;
        };
        TimerSeen: {
            color: string | null;
            expired: boolean;
            group: string | null;
            id: string;
            /**
             * Format: uint32
             * @description Turns made.
             */
            moves: number;
            name: string;
            /**
             * Format: int64
             * @description As of `since_ms`, so the active one's is now less by what passed since
             *     then. In `per_cycle` what the turn, or the next one, has. Below zero only
             *     where clocks count on; null on a stopwatch without an end.
             */
            remaining_ms: number | null;
            /**
             * Format: int64
             * @description Time off a clock, as of `since_ms`.
             */
            used_ms: number;
        };
        /** @description A part of the game: so many moves in so much time, then the next. */
        TimerStage: {
            /** Format: int64 */
            budget_ms: number;
            /** @description In place of the timer's own. */
            increment?: components["schemas"]["TimerIncrement"] | null;
            /**
             * Format: uint32
             * @description 1 to 1,000. The last stage may leave it out, and repeats if it does not.
             */
            moves?: number | null;
        };
        /** @enum {string} */
        TimerStatus: "pending" | "running" | "paused" | "completed" | "expired" | "cancelled";
        TimerView: {
            /** @description The id of whoever has the turn. */
            active: string | null;
            /**
             * Format: uint32
             * @description How often the turn has gone round, from 1; 0 before the start.
             */
            cycle: number;
            mode: components["schemas"]["TimerMode"];
            /**
             * Format: int64
             * @description Server time of this view.
             */
            now_ms: number;
            /**
             * Format: int64
             * @description How late a table that lost its network may tell its taps.
             */
            offline_grace_ms?: number | null;
            /** @description How it ended, where that was said. */
            outcome?: string | null;
            /** @description In the order of their turns. */
            participants: components["schemas"]["TimerSeen"][];
            /** @description True when the live state was lost once and rebuilt from history. */
            recovered?: boolean;
            /**
             * Format: int64
             * @description From then on the active clock counts; ahead of now while a delay runs.
             */
            since_ms: number | null;
            status: components["schemas"]["TimerStatus"];
            title?: string | null;
            /** @description From when on a screen warns, where the config says. */
            warnings?: components["schemas"]["TimerWarnings"];
            /** @description A participant, or a group where groups have the clocks. */
            winner?: string | null;
        };
        /** @description Remaining times at which everyone is warned, once each. */
        TimerWarnings: {
            /**
             * Format: int64
             * @description Less than `low_ms`.
             */
            critical_ms?: number;
            /** Format: int64 */
            low_ms?: number;
        };
        /** @description Who wins when somebody's time has ended; nobody when two are equal. */
        TimerWinnerBy: ("most_remaining" | "least_used") | "opponent";
        /** Webhook */
        Webhook: {
            /** Format: int64 */
            created_ms: number;
            /**
             * Format: int64
             * @description When the last delivery that was taken was.
             */
            delivered_ms: number | null;
            /** Format: int64 */
            failed_ms: number | null;
            /** @description What went wrong with the last one; null when it was taken. */
            problem: string | null;
            url: string;
        };
        /**
         * Why
         * @description The body of whatever is done.
         */
        Why: {
            /** @description For the audit log, at most 200 characters. */
            reason?: string | null;
        };
        /** WorkerList */
        WorkerList: {
            items: components["schemas"]["WorkerView"][];
        };
        /** WorkerView */
        WorkerView: {
            is_gone: boolean;
            /**
             * Format: double
             * @description The worst lateness of a beat in its last report.
             */
            lateness_ms: number;
            name: string;
            /** @description Durable jobs: `{id, name, queue, started_ms}`. */
            running: components["schemas"]["RunningJob"][];
            /** Format: int64 */
            seen_ms: number;
            shards: number[];
            /** Format: uint64 */
            slots: number;
            /** Format: int64 */
            started_ms: number;
            version: string;
            /**
             * @description `work`, `quiet`, `drain` or `stop`.
             * @enum {string}
             */
            wanted: "work" | "quiet" | "drain" | "stop";
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_admin_audit: {
        parameters: {
            query?: {
                actor?: string;
                action?: string;
                target?: string;
                since_ms?: number;
                until_ms?: number;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["AuditList"];
                };
            };
        };
    };
    get_admin_bulk: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["BulkList"];
                };
            };
        };
    };
    post_admin_bulk: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["Begin"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["BulkView"];
                };
            };
        };
    };
    get_admin_bulk_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["BulkView"];
                };
            };
        };
    };
    post_admin_bulk_id_resume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["Why"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["BulkView"];
                };
            };
        };
    };
    post_admin_bulk_id_stop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["Why"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["BulkView"];
                };
            };
        };
    };
    get_admin_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["HealthView"];
                };
            };
        };
    };
    get_admin_job_names: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Names"];
                };
            };
        };
    };
    get_admin_jobs: {
        parameters: {
            query?: {
                state?: ("scheduled" | "queued" | "running" | "retrying" | "done" | "dead" | "discarded")[];
                name?: string;
                queue?: string;
                worker?: string;
                text?: string;
                since_ms?: number;
                until_ms?: number;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["JobList"];
                };
            };
        };
    };
    post_admin_jobs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["JobRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["JobView"];
                };
            };
        };
    };
    get_admin_jobs_count: {
        parameters: {
            query?: {
                state?: ("scheduled" | "queued" | "running" | "retrying" | "done" | "dead" | "discarded")[];
                name?: string;
                queue?: string;
                worker?: string;
                text?: string;
                since_ms?: number;
                until_ms?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Count"];
                };
            };
        };
    };
    get_admin_jobs_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["JobDetail"];
                };
            };
        };
    };
    post_admin_jobs_id_discard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["Why"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["JobView"];
                };
            };
        };
    };
    put_admin_jobs_id_payload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["Edit"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["JobView"];
                };
            };
        };
    };
    post_admin_jobs_id_retry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["Why"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["JobView"];
                };
            };
        };
    };
    post_admin_jobs_id_reveal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["Why"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Revealed"];
                };
            };
        };
    };
    post_admin_jobs_id_run: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["Why"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["JobView"];
                };
            };
        };
    };
    get_admin_overview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["OverviewView"];
                };
            };
        };
    };
    get_admin_quarantine: {
        parameters: {
            query?: {
                state?: "waiting" | "retried" | "discarded";
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["AsideList"];
                };
            };
        };
    };
    post_admin_quarantine_id_discard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["Why"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["AsideView"];
                };
            };
        };
    };
    post_admin_quarantine_id_retry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["Why"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["AsideView"];
                };
            };
        };
    };
    get_admin_queues: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["QueueList"];
                };
            };
        };
    };
    post_admin_queues_name_drain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["Why"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["QueueView"];
                };
            };
        };
    };
    post_admin_queues_name_pause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["Why"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["QueueView"];
                };
            };
        };
    };
    post_admin_queues_name_resume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["Why"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["QueueView"];
                };
            };
        };
    };
    get_admin_schedules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["ScheduleList"];
                };
            };
        };
    };
    post_admin_schedules_name_run: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["Why"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["ScheduleView"];
                };
            };
        };
    };
    get_admin_sessions: {
        parameters: {
            query?: {
                find?: string;
                kind?: string;
                sort?: "newest" | "hottest" | "coldest" | "parked";
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["SessionList"];
                };
            };
        };
    };
    get_admin_sessions_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["SessionDetail"];
                };
            };
        };
    };
    post_admin_sessions_id_activate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["Why"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["SessionDetail"];
                };
            };
        };
    };
    post_admin_sessions_id_close: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["Why"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["SessionDetail"];
                };
            };
        };
    };
    post_admin_sessions_id_end: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["Why"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["SessionDetail"];
                };
            };
        };
    };
    post_admin_sessions_id_restore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["Why"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["SessionDetail"];
                };
            };
        };
    };
    get_admin_shards: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["ShardList"];
                };
            };
        };
    };
    get_admin_signals: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["FailedList"];
                };
            };
        };
    };
    get_admin_stats: {
        parameters: {
            query?: {
                minutes?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["StatsView"];
                };
            };
        };
    };
    get_admin_workers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["WorkerList"];
                };
            };
        };
    };
    post_admin_workers_name_drain: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["Why"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["WorkerView"];
                };
            };
        };
    };
    post_admin_workers_name_quiet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["Why"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["WorkerView"];
                };
            };
        };
    };
    post_admin_workers_name_stop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["Why"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["WorkerView"];
                };
            };
        };
    };
    post_admin_workers_name_work: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["Why"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["WorkerView"];
                };
            };
        };
    };
    get_links_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Link"];
                };
            };
        };
    };
    delete_links_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It opens nothing any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    post_links_id_rotate: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["MadeLink"];
                };
            };
        };
    };
    get_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["MeView"];
                };
            };
        };
    };
    get_sessions: {
        parameters: {
            query?: {
                kind?: string;
                search?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["SessionPage"];
                };
            };
        };
    };
    post_sessions: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NewSessionBody"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Session"];
                };
            };
        };
    };
    get_sessions_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session. The `ETag` is its config's version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Session"];
                };
            };
        };
    };
    delete_sessions_id: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patch_sessions_id: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": {
                    config: components["schemas"]["MeterConfigGiven"] | components["schemas"]["TimerConfigGiven"];
                };
            };
        };
        responses: {
            /** @description The session. The `ETag` is its config's version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Session"];
                };
            };
        };
    };
    get_sessions_id_activity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Activity"];
                };
            };
        };
    };
    get_sessions_id_at_rev: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                rev: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Past"];
                };
            };
        };
    };
    post_sessions_id_chat: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["ChatBatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["ChatOutcome"];
                };
            };
        };
    };
    timer_add_participant: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": {
                    /**
                     * Format: int64
                     * @description In place of the common one, in `per_participant` and `per_cycle`.
                     */
                    budget_ms?: number | null;
                    /** @description As `#3b82f6`. */
                    color?: string | null;
                    /** @description 1 to 40 characters; `per_group` needs it. */
                    group?: string | null;
                    /**
                     * @description 1 to 64 characters, as in the links of this participant; without it one
                     *     is given: `p1`, `p2` and so on.
                     */
                    id?: string | null;
                    /** @description Anything of the caller's own, 512 bytes of JSON at most. No screen sees it. */
                    meta?: {
                        [key: string]: unknown;
                    } | null;
                    /** @description 1 to 60 characters. */
                    name: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["AcceptedView"];
                };
            };
        };
    };
    timer_adjust: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": {
                    /**
                     * Format: int64
                     * @description ±86,400,000 at most, and not 0; no clock goes over a day by it or,
                     *     where time ends at zero, below zero.
                     */
                    ms: number;
                    participant: string;
                    /** @description 1 to 200 characters. */
                    reason: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["AcceptedView"];
                };
            };
        };
    };
    timer_cancel: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json; charset=utf-8": {
                    /** @description 1 to 200 characters. */
                    reason?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["AcceptedView"];
                };
            };
        };
    };
    timer_complete: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json; charset=utf-8": {
                    /** @description 1 to 100 characters. */
                    outcome?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["AcceptedView"];
                };
            };
        };
    };
    timer_pause: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json; charset=utf-8": Record<string, never>;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["AcceptedView"];
                };
            };
        };
    };
    timer_remove_participant: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": {
                    id: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["AcceptedView"];
                };
            };
        };
    };
    meter_reset: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json; charset=utf-8": Record<string, never>;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["AcceptedView"];
                };
            };
        };
    };
    timer_resume: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json; charset=utf-8": Record<string, never>;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["AcceptedView"];
                };
            };
        };
    };
    timer_set_order: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": {
                    /** @description Each participant once. */
                    ids: string[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["AcceptedView"];
                };
            };
        };
    };
    timer_start: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json; charset=utf-8": Record<string, never>;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["AcceptedView"];
                };
            };
        };
    };
    meter_start_round: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": {
                    /** @description 2 to 5, in place of the two sides. */
                    choices?: components["schemas"]["MeterChoice"][] | null;
                    /**
                     * Format: uint32
                     * @description 15 to 1,800; without it the round goes on until it is stopped, four hours
                     *     at most.
                     */
                    duration_s?: number | null;
                    /** @description 1 to 200 characters. */
                    question: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["AcceptedView"];
                };
            };
        };
    };
    meter_stop_round: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json; charset=utf-8": Record<string, never>;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["AcceptedView"];
                };
            };
        };
    };
    timer_switch: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json; charset=utf-8": {
                    /**
                     * Format: int64
                     * @description How long ago it was tapped on a table that had lost its network.
                     */
                    age_ms?: number | null;
                    /** @description The id of a participant. */
                    to?: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["AcceptedView"];
                };
            };
        };
    };
    meter_test_vote: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": {
                    side: components["schemas"]["MeterSide"];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["AcceptedView"];
                };
            };
        };
    };
    timer_undo: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json; charset=utf-8": Record<string, never>;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["AcceptedView"];
                };
            };
        };
    };
    get_sessions_id_events: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["HistoryPage"];
                };
            };
        };
    };
    get_sessions_id_export: {
        parameters: {
            query?: {
                format?: components["schemas"]["Format"];
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session as a file; in CSV it has a line for each event. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Export"];
                    "text/csv; charset=utf-8": string;
                };
            };
        };
    };
    get_sessions_id_links: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["LinkPage"];
                };
            };
        };
    };
    post_sessions_id_links: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NewLinkBody"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["MadeLink"];
                };
            };
        };
    };
    get_sessions_id_rounds: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["RoundPage"];
                };
            };
        };
    };
    get_sessions_id_rounds_round: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                round: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["RoundDetail"];
                };
            };
        };
    };
    get_sessions_id_rounds_round_export: {
        parameters: {
            query?: {
                format?: components["schemas"]["Format"];
            };
            header?: never;
            path: {
                id: string;
                round: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The round as a file; in CSV it has a line for each second with votes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["RoundDetail"];
                    "text/csv; charset=utf-8": string;
                };
            };
        };
    };
    get_sessions_id_subscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["SubscriptionHealth"];
                };
            };
        };
    };
    post_sessions_id_subscription_repair: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is being looked at. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["SubscriptionHealth"];
                };
            };
        };
    };
    get_sessions_id_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Webhook"];
                };
            };
        };
    };
    put_sessions_id_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NewWebhookBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["MadeWebhook"];
                };
            };
        };
    };
    delete_sessions_id_webhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nothing is sent any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    get_templates: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["TemplatePage"];
                };
            };
        };
    };
    post_templates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NewTemplateBody"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Template"];
                };
            };
        };
    };
    delete_templates_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    get_time: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Time"];
                };
            };
        };
    };
    get_tokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["ApiTokenList"];
                };
            };
        };
    };
    post_tokens: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NewApiToken"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["MadeApiToken"];
                };
            };
        };
    };
    delete_tokens_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
