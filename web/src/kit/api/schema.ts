// Made from docs/openapi.json by `npm run generate`. Changes belong there.

export interface paths {
    "/api/v1/admin/archives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List archived months
         * @description The newest 240.
         */
        get: operations["get_admin_archives"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List manual actions */
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
        /** List bulk actions */
        get: operations["get_admin_bulk"];
        put?: never;
        /** Start a bulk action */
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
        /** Get a bulk action */
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
        /** Resume a bulk action */
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
        /** Stop a bulk action */
        post: operations["post_admin_bulk_id_stop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/circle-appeals/{appeal}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide about an appeal against the house
         * @description As of a circle's own. By an admin who did not decide, if there is one: 403
         *     `own_decision`.
         */
        post: operations["post_admin_circle_appeals_appeal_decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/circle-cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List cases of circles
         * @description Those that a moderator gave to the house, and those that waited for three days;
         *     oldest first.
         */
        get: operations["get_admin_circle_cases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/circle-cases/{case}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide about a case of a circle
         * @description As its moderators do, and whoever of them looks at it; but for `escalate`. Nothing
         *     is done to a circle's owner. 409 `wrong_state` where that is not possible now.
         */
        post: operations["post_admin_circle_cases_case_decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/circle-messages/{id}/author": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find out who said something without their name
         * @description With a reason, which the audit log keeps beside whoever asked: it does not keep the
         *     answer. 409 `wrong_state` of what has its author's name, or whose author is gone.
         */
        post: operations["post_admin_circle_messages_id_author"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/durations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get how long jobs run
         * @description Of jobs created in the last minutes, by name: the newest 50,000 runs. Runs of
         *     signals are not kept one by one.
         */
        get: operations["get_admin_durations"];
        put?: never;
        post?: never;
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
        /** Check dependencies */
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
        /** List job names */
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
        /** List jobs */
        get: operations["get_admin_jobs"];
        put?: never;
        /** Enqueue a job */
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
        /** Count jobs */
        get: operations["get_admin_jobs_count"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/jobs/failures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Group failed jobs by error
         * @description Of jobs that are retrying or dead, unless other states are named.
         */
        get: operations["get_admin_jobs_failures"];
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
        /** Get a job */
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
        /** Discard a job */
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
        /** Retry a job */
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
        /** Reveal a job's arguments */
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
        /** Run a job now */
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
        /** Get the overview */
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
        /** List refused events */
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
        /** Discard a refused event */
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
        /** Retry a refused event */
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
        /** List queues */
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
        /** Drain a queue */
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
        /** Pause a queue */
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
        /** Resume a queue */
        post: operations["post_admin_queues_name_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List reports
         * @description Of all rooms, newest first; those that are not closed, if you say so.
         */
        get: operations["get_admin_reports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/reports/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a report */
        post: operations["post_admin_reports_id_close"];
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
        /** List schedules */
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
        /** Run a schedule now */
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
        /** List sessions */
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
        /** Get a session */
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
        /**
         * Activate a session
         * @description 202 where it takes longer than is waited for.
         */
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
        /**
         * Deactivate a session
         * @description 202 where it takes longer than is waited for: it sleeps within seconds,
         *     unless somebody watches it or it is changed meanwhile. 409 `watched`, or
         *     `running` for one that stays awake until that is over.
         */
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
        /** End a session */
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
         * Restore a parked session
         * @description As it was when it could last be read: what it was told after that stays in
         *     its history and is no part of it any more. 202 where its job goes on. 409
         *     `not_parked` for a session that needs none of this, `newer_release` for one
         *     that is not ours to read.
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
        /** List shards */
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
        /** List failed signals */
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
        /** Get runs per minute */
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
        /** List workers */
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
        /** Drain a worker */
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
        /** Quiet a worker */
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
        /** Stop a worker */
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
        /** Let a worker work */
        post: operations["post_admin_workers_name_work"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/appeals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Appeal against a decision
         * @description By whoever it is about, once, within 30 days: 409 `exists`, or `wrong_state` where
         *     it is too late. Another moderator looks at it, if there is one; where the house
         *     decided, the house does. Scope: `sessions:command`.
         */
        post: operations["post_appeals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/camps/{channel}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a camp
         * @description By the channel's id at Twitch: the camp, and what you are there. A cold one is
         *     brought back first; one that takes too long is 503 `activating`. Scope:
         *     `sessions:read`.
         */
        get: operations["get_camps_channel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/camps/{channel}/lobbies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List parties
         * @description Those of a camp that wait. Scope: `sessions:read`.
         */
        get: operations["get_camps_channel_lobbies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/camps/{channel}/memorial": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Memorial of a camp
         * @description Newest first. Scope: `sessions:read`.
         */
        get: operations["get_camps_channel_memorial"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/camps/{channel}/missions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go out
         * @description Alone, at once, or as the host of a party that waits for others: half an hour at
         *     most. Why not is 409 `no_survivor`, `busy`, `resting`, `closed`, `full`. You can
         *     gather five parties in an hour. Scope: `sessions:command`.
         */
        post: operations["post_camps_channel_missions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/camps/{channel}/scores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Scores of a camp
         * @description Of the newest season; of the one with that number, or of `all` time, if you say
         *     so. Scope: `sessions:read`.
         */
        get: operations["get_camps_channel_scores"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/circles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List circles
         * @description Public ones, the one that was active last first, by category, tag and a part of
         *     the name or the description. With `mine`, those that you are in or asked to join,
         *     and those that keep a place for you. The first of all may be in the order of some
         *     minutes ago. Scope: `sessions:read`.
         */
        get: operations["get_circles"];
        put?: never;
        /**
         * Make a circle
         * @description You are its owner. Two in a day; 50 memberships a person, then 409
         *     `too_many_circles`. Scope: `sessions:write`.
         */
        post: operations["post_circles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/circles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a circle
         * @description What one may see of it: to whoever is not in a private circle it is not there,
         *     unless they are invited; a secret of an invitation goes in `X-Invitation`.
         *     Scope: `sessions:read`.
         */
        get: operations["get_circles_id"];
        put?: never;
        post?: never;
        /**
         * Delete a circle
         * @description By its owner, who may have it back for seven days. `If-Match` is the `ETag` of what
         *     you read. Scope: `sessions:write`.
         */
        delete: operations["delete_circles_id"];
        options?: never;
        head?: never;
        /**
         * Change a circle
         * @description By admins. `If-Match` is the `ETag` of what you read. One that becomes more open
         *     keeps what was said before to those who are in it. Scope: `sessions:write`.
         */
        patch: operations["patch_circles_id"];
        trace?: never;
    };
    "/api/v1/circles/{id}/appeals/{appeal}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide about an appeal
         * @description `uphold` leaves the decision as it is; `overturn` shows again what it hid, and ends
         *     the restriction or the ban: whoever was banned may come in as anybody may. What was
         *     removed stays removed. By a moderator who did not decide, if there is one: 403
         *     `own_decision`. Scope: `sessions:write`.
         */
        post: operations["post_circles_id_appeals_appeal_decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/circles/{id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List changes of a circle
         * @description What changed after a number, oldest first, each with the message as it is now: for
         *     a page that missed something. Whoever missed more than 200 reads anew:
         *     410 `too_far`. Scope: `sessions:read`.
         */
        get: operations["get_circles_id_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/circles/{id}/daily": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the messages of the day
         * @description By admins. Scope: `sessions:read`.
         */
        get: operations["get_circles_id_daily"];
        /**
         * Set the messages of the day
         * @description By admins. One a day is said for you at that time of the circle's zone; they take
         *     turns, and none is said while the circle is frozen, or once you are no admin of it.
         *     `If-Match` is the `ETag` of what you read. Scope: `sessions:write`.
         */
        put: operations["put_circles_id_daily"];
        post?: never;
        /**
         * End the messages of the day
         * @description By admins. What was said stays. `If-Match` is the `ETag` of what you read.
         *     Scope: `sessions:write`.
         */
        delete: operations["delete_circles_id_daily"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/circles/{id}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List invitations of a circle
         * @description Those that are good still, newest first. By moderators. Scope: `sessions:read`.
         */
        get: operations["get_circles_id_invitations"];
        put?: never;
        /**
         * Invite to a circle
         * @description By moderators: with a link, or somebody by their name at Twitch. Fifty in a day; a
         *     circle has a hundred that are good. Scope: `sessions:write`.
         */
        post: operations["post_circles_id_invitations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/circles/{id}/invitations/{invitation}": {
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
         * Take an invitation back
         * @description Scope: `sessions:write`.
         */
        delete: operations["delete_circles_id_invitations_invitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/circles/{id}/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Join a circle
         * @description A public one at once, any with an invitation; at one that is invite only you ask,
         *     and `you.state` is `pending` until somebody answers. Five in an hour; 409 `full`,
         *     `banned`, `too_many_circles`. Joining where you are changes nothing.
         *     Scope: `sessions:command`.
         */
        post: operations["post_circles_id_join"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/circles/{id}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave a circle
         * @description Or take back that you asked to join. What you said stays. An owner hands it over
         *     first: 409 `last_owner`. Scope: `sessions:command`.
         */
        post: operations["post_circles_id_leave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/circles/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List members of a circle
         * @description Those who are active, whoever came first first; in other states only for
         *     moderators. Scope: `sessions:read`.
         */
        get: operations["get_circles_id_members"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/circles/{id}/members/{user}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a member of a circle
         * @description Roles by admins, admins by the owner; states by moderators. Nobody changes whoever
         *     is as high as they are. Scope: `sessions:write`.
         */
        patch: operations["patch_circles_id_members_user"];
        trace?: never;
    };
    "/api/v1/circles/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List messages of a circle
         * @description The newest, or those `before`, `after` or `around` a number: one of the three. What
         *     was removed or hidden keeps its place without a text. While Postgres is away the
         *     newest of a public circle may be told as they were (`stale`, `as_of_ms`).
         *     Scope: `sessions:read`.
         */
        get: operations["get_circles_id_messages"];
        put?: never;
        /**
         * Say something in a circle
         * @description An `Idempotency-Key` is required: sent again with it, it is said once. 202 where a
         *     moderator looks at it first, or where it is said later (`at_ms`; by moderators, 20
         *     in a circle, then 409 `full`). Ten in a minute, 100 in an hour, 500 in a day, and no
         *     faster than the circle wants (`slow_s`). 422 `links` where links are not for you,
         *     422 `words` where it has a word that is not said here. Without a name (`anonymous`),
         *     403 `named` where the circle wants names, `restricted` where a moderator does not let
         *     you, and `newcomer` where your first messages would be held.
         *     Scope: `sessions:command`.
         */
        post: operations["post_circles_id_messages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/circles/{id}/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what waits in a circle
         * @description Held and reported items, and those with words that the circle looks out for, oldest
         *     first; and what people say against decisions. By moderators. Scope: `sessions:read`.
         */
        get: operations["get_circles_id_queue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/circles/{id}/queue/{case}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Claim what waits in a circle
         * @description For fifteen minutes nobody else decides about it; 409 `wrong_state` where somebody
         *     else looks at it. Scope: `sessions:write`.
         */
        post: operations["post_circles_id_queue_case_claim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/circles/{id}/queue/{case}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide about what waits in a circle
         * @description `keep` shows it whatever is said against this version; `dismiss` leaves it as it
         *     is; `hide` and `remove` take it away; `warn`, `restrict` (until) and `ban` (until)
         *     are about who said it and hide it, too; `escalate` has the house decide about it,
         *     which it may after three days by itself; `note` only adds a line. Of the warnings of
         *     90 days the second lets somebody read only for a day, the third for a week, and the
         *     fourth is a ban. Scope: `sessions:write`.
         */
        post: operations["post_circles_id_queue_case_decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/circles/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say up to where you have read
         * @description It never goes back. Scope: `sessions:command`.
         */
        put: operations["put_circles_id_read"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/circles/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a circle back
         * @description By its owner, within seven days. Scope: `sessions:write`.
         */
        post: operations["post_circles_id_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/circles/{id}/scheduled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List scheduled messages of a circle
         * @description Twenty at most. By moderators. Scope: `sessions:read`.
         */
        get: operations["get_circles_id_scheduled"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/circles/{id}/scheduled/{message}": {
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
         * Take a scheduled message back
         * @description By moderators, whoever scheduled it. Scope: `sessions:write`.
         */
        delete: operations["delete_circles_id_scheduled_message"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/circles/{id}/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get statistics of a circle
         * @description Of the last `days`, 30 or up to 90. By its owner. Where it has less than five
         *     members nothing is counted: 409 `too_few`. Scope: `sessions:read`.
         */
        get: operations["get_circles_id_statistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/circles/{id}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand a circle over
         * @description The owner names a member, who takes it within seven days by asking the same without
         *     `to`; the owner is an admin then. Scope: `sessions:write`.
         */
        post: operations["post_circles_id_transfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/circles/{id}/words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the words that a circle looks out for
         * @description By admins. Scope: `sessions:read`.
         */
        get: operations["get_circles_id_words"];
        /**
         * Set the words that a circle looks out for
         * @description By admins. A message, a comment or an edit with one of them is shown and comes
         *     before moderators (`note`), is looked at first (`hold`: a message is 202, a comment
         *     or an edit, which cannot be held, 422 `words`), or is not said (`block`: 422
         *     `words`). What moderators say is only blocked. `If-Match` is the `ETag` of what you
         *     read. Scope: `sessions:write`.
         */
        put: operations["put_circles_id_words"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/comments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a comment
         * @description Scope: `sessions:read`.
         */
        get: operations["get_comments_id"];
        put?: never;
        post?: never;
        /**
         * Remove a comment
         * @description Your own, or as a moderator. `If-Match` is the `ETag` of what you read.
         *     Scope: `sessions:command`.
         */
        delete: operations["delete_comments_id"];
        options?: never;
        head?: never;
        /**
         * Edit a comment
         * @description Your own, for a day after you said it. `If-Match` is the `ETag` of what you read.
         *     422 `words` as of a new one. Scope: `sessions:command`.
         */
        patch: operations["patch_comments_id"];
        trace?: never;
    };
    "/api/v1/comments/{id}/reaction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * React to a comment
         * @description As to a message. Scope: `sessions:command`.
         */
        put: operations["put_comments_id_reaction"];
        post?: never;
        /**
         * Take a reaction to a comment away
         * @description Scope: `sessions:command`.
         */
        delete: operations["delete_comments_id_reaction"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/comments/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report a comment
         * @description As a message. Scope: `sessions:command`.
         */
        post: operations["post_comments_id_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List drafts
         * @description Your own, what you wrote last first.
         */
        get: operations["get_drafts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drafts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a draft */
        get: operations["get_drafts_id"];
        /**
         * Put a draft
         * @description The id is the page's own, a new one for each text. A text is taken if it goes on
         *     from the one that stands there, in the same page or by its `base`; else it is kept
         *     as a copy: 409 `conflict`. Equal texts never conflict. 50 drafts, then 409 `full`;
         *     503 `drafts_full` where all drafts together have no room.
         */
        put: operations["put_drafts_id"];
        post?: never;
        /**
         * Throw a draft away
         * @description `If-Match` is the rev that you saw: 412 `stale` when it was written on elsewhere.
         */
        delete: operations["delete_drafts_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ext/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Link your account
         * @description Whoever shares who they are at Twitch is the same person in the extension, in
         *     chat and on these pages from then on. Refused with `sign_in` to whoever shares
         *     nothing, and with `two_survivors` where both accounts have one that lives and
         *     `keep` names neither: `errors` has the two.
         */
        post: operations["post_ext_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ext/ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a ticket
         * @description It opens one socket at `/ws/sessions/{id}` of the channel or of a mission
         *     there, within 30 seconds. The socket is closed with `retry_ms` when the JWT
         *     is over; then it takes another ticket.
         */
        post: operations["post_ext_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/feeds/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a feed
         * @description Newest first, without what those said whom you block or mute, or who block you.
         *     `trending` is what three people or more answered, reacted to or kept within the last
         *     hour, most of all first, the later the more, one message an author: it is joined anew
         *     each minute, and has one page of 50 at most. Scope: `sessions:read`.
         */
        get: operations["get_feeds_name"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/friends": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List friends
         * @description And who asked whom, newest first: 500 at most. Whom you asked is there as you asked
         *     it, by the name that you typed, until they say yes: whether somebody has that name,
         *     said no or wants nothing of you is not told.
         */
        get: operations["get_friends"];
        put?: never;
        /** Ask somebody to be your friend */
        post: operations["post_friends"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/friends/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Answer somebody, or end it
         * @description What you asked is taken back by `none`, and by nothing else: 409 `not_asked`.
         */
        put: operations["put_friends_id"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal": {
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
         * Erase your journal
         * @description For good, without your account: entries, versions, moods, drafts, and the key that
         *     they were sealed with, so that no copy of them opens any more. Exports of all that
         *     you have go, too, which it sealed.
         */
        delete: operations["delete_journal"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get your calendar */
        get: operations["get_journal_calendar"];
        /**
         * Set your calendar
         * @description It counts for what is written from now on.
         */
        put: operations["put_journal_calendar"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List journal entries
         * @description Your own, newest first. With `q` or `tag` only those that have it: each call
         *     opens entries for 400 ms at most and says how far it got; `next` goes on.
         */
        get: operations["get_journal_entries"];
        put?: never;
        /**
         * Write a journal entry
         * @description Ten in 24 hours, then 409 `enough`. A day is open for 48 hours, then 409
         *     `day_closed`. An id that another entry has is 409 `exists`.
         */
        post: operations["post_journal_entries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal/entries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a journal entry */
        get: operations["get_journal_entries_id"];
        /**
         * Save a journal entry
         * @description The whole of it, in the place of what stood there, which is kept as a version.
         *     `If-Match` is the `ETag` of what you read: 412 `stale` when it was saved elsewhere
         *     meanwhile. One in the trash comes out of it.
         */
        put: operations["put_journal_entries_id"];
        post?: never;
        /**
         * Throw a journal entry away
         * @description Into the trash, where it stays for 30 days; with `for_good` out of it and
         *     everything. `If-Match` is the `ETag` of what you read: 412 `stale` when it was saved
         *     elsewhere meanwhile.
         */
        delete: operations["delete_journal_entries_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal/entries/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a journal entry out of the trash */
        post: operations["post_journal_entries_id_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal/entries/{id}/share": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Share a copy of a journal entry
         * @description As a message of yours, under all the rules of saying something there. An
         *     `Idempotency-Key` is required: sent again with it, it is said once. What comes to
         *     more than 2,000 characters is 422 `invalid` with how many they are: shorten it, and
         *     give it as `text`. The entry stays as it is, and the message knows nothing of it.
         */
        post: operations["post_journal_entries_id_share"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal/entries/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the versions of a journal entry
         * @description What it was before, newest first: the last 20.
         */
        get: operations["get_journal_entries_id_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export your journal
         * @description `format` is `json`, with all there is of entries and moods, or `markdown`, to read.
         *     Newest first, without what is in the trash.
         */
        get: operations["get_journal_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import into your journal
         * @description Entries and moods as an export has them, 200 of each at most; the same twice adds
         *     nothing. What has no id gets one from what it says.
         */
        post: operations["post_journal_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal/insights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get insights
         * @description What moods, tags and words of a span come to, counted here and nowhere else.
         *     `span` is `month` (thirty days) or `year` (365; so if it is left out), up to today.
         *     Each call opens moods and entries, newest first, for 400 ms at most; where that is
         *     too short `is_whole` is false and `from` says how far it got.
         */
        get: operations["get_journal_insights"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal/moods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List moods
         * @description Your own, newest first.
         */
        get: operations["get_journal_moods"];
        put?: never;
        /**
         * Note a mood
         * @description Twenty in 24 hours, then 409 `enough`. An id that another mood has is 409
         *     `exists`.
         */
        post: operations["post_journal_moods"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal/moods/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a mood */
        delete: operations["delete_journal_moods_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal/prompts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List prompts
         * @description All of them, in English: ten categories, three levels.
         */
        get: operations["get_journal_prompts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal/prompts/today": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get the prompt of the day */
        get: operations["get_journal_prompts_today"];
        put?: never;
        /**
         * Skip or swap the prompt of the day
         * @description Five others a day, each another, then 409 `enough`. What is not the day's any more is
         *     409 `swapped` to skip; to swap, the one that took its place is the answer.
         */
        post: operations["post_journal_prompts_today"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal/streak": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get your streak
         * @description And the days that were written in the year up to `until`, or to today.
         */
        get: operations["get_journal_streak"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/journal/trends": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get trends
         * @description `period` is `week` (seven days; so if it is left out), `month` (thirty) or `year` (twelve months), up to
         *     `until`, or to today.
         */
        get: operations["get_journal_trends"];
        put?: never;
        post?: never;
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
         * Get a link
         * @description A token copies links of the roles that it may make. Scope: `links:write`.
         */
        get: operations["get_links_id"];
        put?: never;
        post?: never;
        /**
         * Delete a link
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
         * Reset a link
         * @description The old one opens nothing any more, and every socket that came in by it
         *     is closed at once. The link keeps its id, and whoever holds it stays who they
         *     are to the session. A token replaces links of the roles that it may make.
         *     Scope: `links:write`.
         */
        post: operations["post_links_id_rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lobbies/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look into a lobby
         * @description The seats of a timer whose lobby is open, for whoever has its code. Nobody
         *     need be signed in.
         */
        get: operations["get_lobbies_code"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lobbies/{code}/seats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a seat
         * @description Gives a participant's link, which is kept by whoever asked: it is told once.
         *     A seat that somebody has is 409 `taken`; when all are, 409 `full`. Nobody
         *     need be signed in.
         */
        post: operations["post_lobbies_code_seats"];
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
        /**
         * Get your account
         * @description Or that you have none, and made something all the same: a guest.
         */
        get: operations["get_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List decisions about you
         * @description In all circles, newest first. Who decided is not told. Scope: `sessions:read`.
         */
        get: operations["get_me_decisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set your e-mail address
         * @description The address signs you in once you pressed the button of the page that a mail to
         *     it leads to, within 15 minutes; until then nothing changes. The answer is the
         *     same where the address is somebody else's. 409 `no_mail` where this server sends
         *     none.
         */
        put: operations["put_me_email"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete your account
         * @description For good, with everything in it: your sessions end, and their history,
         *     rounds, links, members and webhooks go; so do templates, API tokens, sign-ins
         *     and what is known of your account at Twitch. What you did as a member of the
         *     staff stays on record. Postgres names you nowhere else once this is answered;
         *     live Redis and Twitch are told. The only administrator is refused with 409
         *     `last_admin`.
         */
        post: operations["post_me_erase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your exports
         * @description Newest first. By the person's own cookie.
         */
        get: operations["get_me_exports"];
        put?: never;
        /**
         * Export everything you have here
         * @description A ZIP file is written, of JSON, your journal to read and your media, which takes
         *     seconds to minutes: its `state` says when it is `ready`. It is sealed with your key
         *     and kept for seven days. One is written at a time: 409 `exists`; you have three at
         *     most: 409 `full`; five in a day; a gigabyte. 503 `exports_off` where the installation
         *     has no keys for people. By the person's own cookie.
         */
        post: operations["post_me_exports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/exports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download an export
         * @description 409 `wrong_state` while it is not ready. By the person's own cookie.
         */
        get: operations["get_me_exports_id"];
        put?: never;
        post?: never;
        /**
         * Delete an export
         * @description Whatever its state is; what is being written ends. By the person's own cookie.
         */
        delete: operations["delete_me_exports_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what you watched
         * @description In rooms that keep it, newest first.
         */
        get: operations["get_me_history"];
        put?: never;
        post?: never;
        /** Delete all that you watched */
        delete: operations["delete_me_history"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/history/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Hide something that you watched, or show it again
         * @description Said again, it is the same.
         */
        put: operations["put_me_history_id"];
        post?: never;
        /** Delete something that you watched */
        delete: operations["delete_me_history_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/notice-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get how you are told
         * @description By the person's own cookie.
         */
        get: operations["get_me_notice_settings"];
        /**
         * Set how you are told
         * @description All of it at once. By the person's own cookie.
         */
        put: operations["put_me_notice_settings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your notices
         * @description Newest first, for 90 days. By the person's own cookie.
         */
        get: operations["get_me_notices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/notices/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Mark notices as read
         * @description By the person's own cookie.
         */
        put: operations["put_me_notices_read"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set your password
         * @description For whoever signs in by e-mail; who has no address yet is 409 `no_email`. Your
         *     other sign-ins end, and a mail tells you. A wrong `current` is 403 `wrong`; five
         *     of them in ten minutes are 429 `locked` for ten.
         */
        put: operations["put_me_password"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List whom you follow, block or mute
         * @description One of the three, `follow` if none is given; a thousand of each at most.
         *     Scope: `sessions:read`.
         */
        get: operations["get_me_people"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get where your friends are
         * @description In rooms that anybody may find, or where you have a seat, too; but for those who
         *     do not want to be seen.
         */
        get: operations["get_me_presence"];
        /** Choose whether friends see where you are */
        put: operations["put_me_presence"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get your profile
         * @description Scope: `sessions:read`.
         */
        get: operations["get_me_profile"];
        /**
         * Set your profile
         * @description People in circles who see you read it. `If-Match` is the `ETag` of what you read.
         *     Scope: `sessions:command`.
         */
        put: operations["put_me_profile"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/push": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the devices that are told
         * @description By the person's own cookie.
         */
        get: operations["get_me_push"];
        /**
         * Tell this browser, too
         * @description One sign-in is one device, which ends with it; the same endpoint is the same device.
         *     An eleventh is 409 `full`; where the house pushes nothing, 409 `push_off`. By the
         *     person's own cookie.
         */
        put: operations["put_me_push"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/push/{id}": {
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
         * Tell a device nothing any more
         * @description By the person's own cookie.
         */
        delete: operations["delete_me_push_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/since": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Since you were here
         * @description Looking is a visit, and visits less than ten minutes apart are one: your survivor
         *     may go out by itself 12 times more. Scope: `sessions:read`.
         */
        get: operations["get_me_since"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List media
         * @description That lie on this machine, for rooms to play: 1,000 at most, by name. For people
         *     with an account. Scope: `sessions:read`.
         */
        get: operations["get_media"];
        put?: never;
        /**
         * Send a medium
         * @description The body is the file, its `Content-Type` what it is: an image (PNG, JPEG, `WebP`, the
         *     first picture of a GIF; 5 MB, 24 million pixels) or audio (Opus in `WebM` or Ogg, AAC
         *     in MP4, MP3; 2 MiB, two minutes). It is written anew without anything but what is
         *     seen or heard, an image with 2,048 pixels a side at most. It is yours alone until a
         *     message has it, and gone after a day if none has. 415 `unsupported_media_type`
         *     where it is not of these, or not what it says; 422 `broken` where it cannot be
         *     read, `too_many_pixels`, `too_long`; 409 `full` beyond 100 MB of yours; twenty in a
         *     minute, 300 in a day. Scope: `sessions:command`.
         */
        post: operations["post_media"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a message
         * @description Scope: `sessions:read`.
         */
        get: operations["get_messages_id"];
        put?: never;
        post?: never;
        /**
         * Remove a message
         * @description Your own, or as a moderator. Its place stays, what it said does not. `If-Match` is
         *     the `ETag` of what you read. Scope: `sessions:command`.
         */
        delete: operations["delete_messages_id"];
        options?: never;
        head?: never;
        /**
         * Edit a message
         * @description Your own, for a day after you said it. `If-Match` is the `ETag` of what you read.
         *     422 `words` where it has a word that is not said here, or that a moderator would
         *     look at first. Scope: `sessions:command`.
         */
        patch: operations["patch_messages_id"];
        trace?: never;
    };
    "/api/v1/messages/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List comments of a message
         * @description Scope: `sessions:read`.
         */
        get: operations["get_messages_id_comments"];
        put?: never;
        /**
         * Comment on a message
         * @description Or on a comment, which answers none itself. Twenty in a minute; a message has 1,000,
         *     then 409 `full`. With an `Idempotency-Key` it is said once. Where one of you blocks
         *     the other, 403 `blocked`; 422 `words` where it has a word that is not said here, or
         *     that a moderator would look at first.
         *     Scope: `sessions:command`.
         */
        post: operations["post_messages_id_comments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/favourite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Keep a message
         * @description For yourself. Scope: `sessions:command`.
         */
        put: operations["put_messages_id_favourite"];
        post?: never;
        /**
         * Keep a message no longer
         * @description Scope: `sessions:command`.
         */
        delete: operations["delete_messages_id_favourite"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Pin a message
         * @description By moderators; five in a circle, then 409 `full`. Scope: `sessions:write`.
         */
        put: operations["put_messages_id_pin"];
        post?: never;
        /**
         * Unpin a message
         * @description Scope: `sessions:write`.
         */
        delete: operations["delete_messages_id_pin"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/reaction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * React to a message
         * @description One reaction a person: this one takes the place of another. Fifty in a minute. Where
         *     one of you blocks the other, 403 `blocked`.
         *     Scope: `sessions:command`.
         */
        put: operations["put_messages_id_reaction"];
        post?: never;
        /**
         * Take a reaction to a message away
         * @description Scope: `sessions:command`.
         */
        delete: operations["delete_messages_id_reaction"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report a message
         * @description By members. Three that count hide it: those by accounts of less than seven days and
         *     by members who are restricted do not; what a moderator kept stays until it is
         *     edited. Twenty in a day. Scope: `sessions:command`.
         */
        post: operations["post_messages_id_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/missions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a mission
         * @description For as long as it waits and goes on, and ever after. The code of a party is told
         *     to those in it alone. Scope: `sessions:read`.
         */
        get: operations["get_missions_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/missions/{id}/depart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Depart
         * @description Its host's: the party leaves, once all others are ready; two at least. It leaves
         *     by itself as soon as everybody is. Scope: `sessions:command`.
         */
        post: operations["post_missions_id_depart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/missions/{id}/hand_over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand a party over
         * @description Its host's, also on the way. Scope: `sessions:command`.
         */
        post: operations["post_missions_id_hand_over"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/missions/{id}/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Join a party
         * @description Why not is 409 `no_survivor`, `busy`, `resting`, `full`, `wrong_code`, `party_full`,
         *     and `wrong_status` once it has left. Scope: `sessions:command`.
         */
        post: operations["post_missions_id_join"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/missions/{id}/kick": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send somebody away
         * @description Its host's, before the party departs. Scope: `sessions:command`.
         */
        post: operations["post_missions_id_kick"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/missions/{id}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave a party
         * @description Before it departs. Whoever is there longest is its host then. Scope:
         *     `sessions:command`.
         */
        post: operations["post_missions_id_leave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/missions/{id}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Log of a mission
         * @description As far as it is stored: about a second behind. Lines of long ago are archived.
         *     Scope: `sessions:read`.
         */
        get: operations["get_missions_id_log"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/missions/{id}/recall": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Recall a mission
         * @description Its host's: it ends in two seconds, for all of the party. Scope:
         *     `sessions:command`.
         */
        post: operations["post_missions_id_recall"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/missions/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Replay of a mission
         * @description Each roll and factor, as stored and as computed. Before it has ended, and for a
         *     party that never left, it is 409 `wrong_status`. Scope: `sessions:read`.
         */
        get: operations["get_missions_id_replay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/missions/{id}/turn_back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Turn back
         * @description The tick after next at the latest is the last that your survivor meets. Scope:
         *     `sessions:command`.
         */
        post: operations["post_missions_id_turn_back"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/packs/{id}/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a pack
         * @description What stories are told from: encounters, knacks, words, names, rules. Scope:
         *     `sessions:read`.
         */
        get: operations["get_packs_id_version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a person
         * @description Of circles: a member of one that you see, public or your own, or whom you follow,
         *     block or mute. Others are not there. Scope: `sessions:read`.
         */
        get: operations["get_people_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Block a person
         * @description What either of you says is not shown to the other, and told to neither; neither
         *     follows the other any more. It is a comfort, and no secret. A thousand, then 409
         *     `full`. Scope: `sessions:command`.
         */
        put: operations["put_people_id_block"];
        post?: never;
        /**
         * Block a person no longer
         * @description Scope: `sessions:command`.
         */
        delete: operations["delete_people_id_block"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/follow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Follow a person
         * @description What they say in circles that you may read is in your feed `following`. A thousand,
         *     then 409 `full`; where one of you blocks the other, 403 `blocked`.
         *     Scope: `sessions:command`.
         */
        put: operations["put_people_id_follow"];
        post?: never;
        /**
         * Follow a person no longer
         * @description Scope: `sessions:command`.
         */
        delete: operations["delete_people_id_follow"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{id}/mute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Mute a person
         * @description What they say is not shown to you, and not told, until then or for good; they are
         *     none the wiser. Muting again sets another end. A thousand, then 409 `full`.
         *     Scope: `sessions:command`.
         */
        put: operations["put_people_id_mute"];
        post?: never;
        /**
         * Mute a person no longer
         * @description Scope: `sessions:command`.
         */
        delete: operations["delete_people_id_mute"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List public rooms
         * @description Newest first, and with a part of the title, if you say so. Nobody need be
         *     signed in.
         */
        get: operations["get_rooms"];
        put?: never;
        /**
         * Make a room
         * @description And sit in it, as its owner. Without an account the browser is a guest from then
         *     on, as with `POST /sessions`, unless the installation has it otherwise
         *     (`rooms.guests_create`). Five in an hour. Scope: `sessions:write`.
         */
        post: operations["post_rooms"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rooms/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look into a room
         * @description By its code, or the word that stands for it: what everybody may know. Nobody
         *     need be signed in. A cold one is brought back first; one that takes too long is
         *     503 `activating`.
         */
        get: operations["get_rooms_code"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rooms/{code}/calendar.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a room's calendar
         * @description Its schedules, for calendars that subscribe to them. For whoever has its code.
         */
        get: operations["get_rooms_code_calendar_ics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rooms/{code}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace a room's code
         * @description The one before opens nothing any more; whoever sits stays. By whoever may change
         *     the room's settings. Scope: `sessions:write`.
         */
        post: operations["post_rooms_code_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rooms/{code}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set a room's password
         * @description It counts where the room's `entry` is `password`; whoever sits stays. By whoever
         *     may change the room's settings. Scope: `sessions:write`.
         */
        put: operations["put_rooms_code_password"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rooms/{code}/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a room's schedules
         * @description For whoever has its code.
         */
        get: operations["get_rooms_code_schedules"];
        put?: never;
        /**
         * Make a schedule
         * @description By the clock of a zone, also when that is changed. A room has 20 at most (409
         *     `too_many`). By whoever may change its settings. Scope: `sessions:write`.
         */
        post: operations["post_rooms_code_schedules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rooms/{code}/schedules/{id}": {
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
         * Delete a schedule
         * @description By whoever may change the room's settings. Scope: `sessions:write`.
         */
        delete: operations["delete_rooms_code_schedules_id"];
        options?: never;
        head?: never;
        /**
         * Change a schedule
         * @description When it is next is told anew: 422 where that would be no time to come. By whoever
         *     may change the room's settings. Scope: `sessions:write`.
         */
        patch: operations["patch_rooms_code_schedules_id"];
        trace?: never;
    };
    "/api/v1/rooms/{code}/seats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Join a room
         * @description Nobody need be signed in, unless the room wants it. Why not is 403 `banned`,
         *     `accounts_only`, `friends_only` or `password`, and 409 `full` or `name_taken`.
         *     Whoever has an account has one seat, on however many devices. A room that is
         *     closed opens as it was. Ten in a minute from one address.
         */
        post: operations["post_rooms_code_seats"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rooms/{code}/slug": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Give a room a word of its own
         * @description By which it is found like by its code. One that another room has is 409 `taken`.
         *     By whoever may change the settings of a room whose owner has an account. Scope:
         *     `sessions:write`.
         */
        put: operations["put_rooms_code_slug"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search circles, what is said in them, and people
         * @description All words of `q` (100 characters and ten words at most) in any order, whatever case
         *     and accents; a word of two letters or more finds those that begin so. `in` is one of
         *     `circles`, `people`, `messages` (with comments) and `circle:<id>` (the same of one
         *     circle); without it the first five of each are found. Circles are those that you may
         *     see, messages those that you may read, people those whom you may see, nobody for
         *     whoever has no account. Nothing is found of those whom you block or mute, or who
         *     block you. Thirty in a minute, 300 in an hour; 422 `too_broad` where too much would
         *     have to be looked through. Scope: `sessions:read`.
         */
        get: operations["get_search"];
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
         * List sessions
         * @description Newest first; of one kind, with a part of the title, and of some statuses, if you
         *     say so: `status=running,paused`. `none` is that of a session to which nothing
         *     happened yet. Scope: `sessions:read`.
         */
        get: operations["get_sessions"];
        put?: never;
        /**
         * Create a session
         * @description A meter belongs to your Twitch channel, and so does a camp of missions; there is
         *     one of each: a second is refused with 409 `exists`. Scope: `sessions:write`.
         *
         *     A timer needs no account. A browser that makes one without is a guest from
         *     then on: it is given a cookie, which opens what it made. A guest has 20 timers
         *     at most (409 `too_many`), of 16 KiB each, and what it does not use for 30 days
         *     ends. Whoever signs in there takes them over. An `Idempotency-Key` is the
         *     guest's, so without the cookie it is nobody's, and 400 `bad_header`.
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
         * Get a session
         * @description A cold one is brought back first; one that takes too long is 503
         *     `activating`. Scope: `sessions:read`.
         */
        get: operations["get_sessions_id"];
        put?: never;
        post?: never;
        /**
         * Delete a session
         * @description For good: who watches it is told, and what it listened to is not wanted
         *     any more. Scope: `sessions:write`.
         */
        delete: operations["delete_sessions_id"];
        options?: never;
        head?: never;
        /**
         * Update a session
         * @description What is given is merged into what is stored (RFC 7396); lists are
         *     replaced. `If-Match` is the `ETag` of what you read: 412 `stale` when
         *     somebody saved meanwhile. It may be a list, and `*` is whatever is stored
         *     (RFC 9110, 13.1.1). What has no effect any more once the session has begun
         *     is 409 `started`, with the fields in `errors`. Scope: `sessions:write`.
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
         * Activity
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
         * Get a past state
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
    "/api/v1/sessions/{id}/bans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep somebody out
         * @description By their seat, their account, and if you say so by their address; whoever sits
         *     there goes. By the right `ban`, of a lower role (409 `outranked`). Scope:
         *     `sessions:command`.
         */
        post: operations["post_sessions_id_bans"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/bans/{ban}": {
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
         * Let somebody come in again
         * @description With this ban end all others of their seat and of their account here, that of a
         *     kick, too. By the right `ban`. Scope: `sessions:command`.
         */
        delete: operations["delete_sessions_id_bans_ban"];
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
         *     runs, because they would count; those that a round forestalls are `inactive`.
         *     Scope: `sessions:command`.
         */
        post: operations["post_sessions_id_chat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/add": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: add
         * @description Adds 1 to 100 items.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_add"];
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
    "/api/v1/sessions/{id}/commands/admit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: admit
         * @description Lets somebody in who knocks.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_admit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: answer
         * @description The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/ballot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: ballot
         * @description Opens a ballot: 15 seconds to skip or to pause, or a poll.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_ballot"];
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
    "/api/v1/sessions/{id}/commands/cancel_round": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Meter: cancel round
         * @description Ends the round and keeps nothing of it.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["meter_cancel_round"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/cast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: cast
         * @description A choice by its place, from 0; the last one counts.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_cast"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: check
         * @description Asks who is ready, for 30 seconds.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/clear": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: clear
         * @description Removes all but what is on the screens.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_clear"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mission, Room: close
         * @description Mission: Lets nobody go out; whoever is out comes home.
         *
         *     Room:
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["mission_or_room_close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/close_season": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mission: close season
         * @description Ends the season now; the next one begins.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["mission_close_season"];
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
    "/api/v1/sessions/{id}/commands/edit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: edit
         * @description The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_edit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/end_ballot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: end ballot
         * @description The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_end_ballot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/end_check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: end check
         * @description The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_end_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/extend_round": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Meter: extend round
         * @description Lets a round that has an end go on for longer: 1 to 1,800 s.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["meter_extend_round"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/grant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: grant
         * @description The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_grant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/hand_over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: hand over
         * @description Somebody stands in for the owner, until a time or until it is taken back.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_hand_over"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/hang_up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: hang up
         * @description The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_hang_up"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/hide_name": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mission: hide name
         * @description Shows a name of the pack instead of a survivor's own, in all channels where it
         *     was out from here.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["mission_hide_name"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/jump": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: jump
         * @description Takes an item of the queue.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_jump"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/kick": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: kick
         * @description The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_kick"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: leave
         * @description The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_leave"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/like": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: like
         * @description The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_like"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/measured": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: measured
         * @description What somebody's player has found out; the first five count.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_measured"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: move
         * @description Puts an item before another, or at the end.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_move"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/mute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: mute
         * @description The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_mute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/next": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: next
         * @description The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_next"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mission: open
         * @description Lets people go out.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["mission_open"];
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
         * Timer, Room: pause
         * @description Timer: Stops the clock.
         *
         *     Room: Stands on one picture, for all the same.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["timer_or_room_pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/play": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: play
         * @description Plays: soon, at a time, or after a countdown.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_play"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/player": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: player
         * @description How somebody's player is: while the room waits, or when it failed.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_player"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/previous": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: previous
         * @description The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_previous"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/rate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: rate
         * @description 0.25 to 4, in hundredths.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_rate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Expedition: ready
         * @description Says whether one is ready to leave.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["expedition_ready"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: remove
         * @description The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_remove"];
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
    "/api/v1/sessions/{id}/commands/rename": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: rename
         * @description The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_rename"];
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
    "/api/v1/sessions/{id}/commands/reset_lobby": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mission: reset lobby
         * @description Sends away a party that has not left yet.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["mission_reset_lobby"];
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
    "/api/v1/sessions/{id}/commands/role": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: role
         * @description The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_role"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/seek": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: seek
         * @description Goes to another place.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_seek"];
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
    "/api/v1/sessions/{id}/commands/show_name": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mission: show name
         * @description Shows a survivor's own name again.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["mission_show_name"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/shuffle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: shuffle
         * @description Puts what comes into any order.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_shuffle"];
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
    "/api/v1/sessions/{id}/commands/take_back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: take back
         * @description The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_take_back"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/test_line": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mission: test line
         * @description Shows a line on the ticker, to see where it stands.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["mission_test_line"];
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
         * Timer, Room: undo
         * @description Timer: Takes the last switch back, within 10 seconds, as if it had not been.
         *
         *     Room: Takes the last seek, jump, next, remove or clear back, within 30 seconds.
         *
         *     The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["timer_or_room_undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/unmute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: unmute
         * @description The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_unmute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/commands/voice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Room: voice
         * @description The body is its arguments. `If-Match` with a `rev` insists on that rev; it
         *     may be a list, and `*` is any rev (RFC 9110, 13.1.1).
         *     A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
         *     Scope:
         *     `sessions:command`.
         */
        post: operations["room_voice"];
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
         * List events
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
         * Export a session
         * @description JSON, if no format is said. With all that had happened when it was asked for,
         *     as far as it has reached Postgres. In CSV, `bom=1` begins with a byte-order
         *     mark, and a text that a spreadsheet would take for a formula has an apostrophe
         *     before it. Scope: `sessions:read`.
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
    "/api/v1/sessions/{id}/heat/{item}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a heat strip
         * @description How many reactions an item got, by five seconds of it; some seconds behind.
         *     For those who take part. Scopes: `sessions:read` and
         *     `sessions:command`.
         */
        get: operations["get_sessions_id_heat_item"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/ice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get servers for talking
         * @description By the right `voice`, six in an hour. Where a room hides addresses behind a relay
         *     and the installation has none, talking is 409 `off`. Scope: `sessions:command`.
         */
        get: operations["get_sessions_id_ice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List lines
         * @description What was said in a session that is talked in: the newest 100, or those next to
         *     a number. With `events=true` also what happened meanwhile that everybody there
         *     saw, as far as it has reached Postgres: of the newest page from its first line on,
         *     with `before` from its first line up to that line, with `after` from that line up
         *     to the last of a full page. So pages that go on from each other have all of it, and
         *     nothing twice; what happened before the first line of all is with that. Of more
         *     than 100 the last are told, with `after` the first, and `more_events` says so.
         *     For those who take part. Scopes: `sessions:read` and `sessions:command`.
         */
        get: operations["get_sessions_id_lines"];
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
         * List links
         * @description Scope: `sessions:read`.
         */
        get: operations["get_sessions_id_links"];
        put?: never;
        /**
         * Create a link
         * @description A token makes links of roles that it could act in itself: `viewer` and
         *     `overlay` need `sessions:read`; `participant`, `table` and `moderator`
         *     also `sessions:command`; `owner` needs every scope. A link is good until
         *     it or its session is ended, also when the token that made it has ended. A kind
         *     may have links of some roles only; others are 422.
         *     Scope: `links:write`.
         */
        post: operations["post_sessions_id_links"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/lobby": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a lobby
         * @description The code by which people pick their seat of a timer, and who sits where.
         *     Scope: `links:write`, and what a participant may.
         */
        get: operations["get_sessions_id_lobby"];
        /**
         * Open a lobby
         * @description Whoever has its code picks a seat that is free, and is given a participant's
         *     link for it. An open one keeps its code; one that was closed is given another.
         *     Scope: `links:write`, and what a participant may.
         */
        put: operations["put_sessions_id_lobby"];
        post?: never;
        /**
         * Close a lobby
         * @description Nobody takes a seat any more; whoever has one keeps it. Scope: `links:write`.
         */
        delete: operations["delete_sessions_id_lobby"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/lobby/seats/{participant}": {
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
         * Release a seat
         * @description The link that was given for it opens nothing any more, and its sockets close.
         *     Scope: `links:write`.
         */
        delete: operations["delete_sessions_id_lobby_seats_participant"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/moderation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get what those in charge see
         * @description Who is kept out and who may not speak, those that nobody else knows of, too. By
         *     the right `mute`. Scope: `sessions:command`.
         */
        get: operations["get_sessions_id_moderation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List reports of a room
         * @description Newest first. By the right `ban`. Scope: `sessions:command`.
         */
        get: operations["get_sessions_id_reports"];
        put?: never;
        /**
         * Report somebody
         * @description Or a line, with the last 20 that were said. By whoever may write there; 20 in a
         *     day. Scope: `sessions:command`.
         */
        post: operations["post_sessions_id_reports"];
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
         * List rounds
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
         * Get a round
         * @description Scope: `sessions:read`.
         */
        get: operations["get_sessions_id_rounds_round"];
        put?: never;
        post?: never;
        /**
         * Delete a round
         * @description For good: its question, its result, who voted how often by second, and how
         *     many. The session's history still says that it was asked. One that runs is
         *     refused with 409 `round_running`. Scope: `sessions:write`.
         */
        delete: operations["delete_sessions_id_rounds_round"];
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
         * Export a round
         * @description JSON, if no format is said. `bom` and texts are as in a session's export.
         *     Scope: `sessions:read`.
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
         * Subscription status
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
         * Repair a subscription
         * @description Scope: `sessions:write`.
         */
        post: operations["post_sessions_id_subscription_repair"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/tracks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a track
         * @description Of times and texts everything else is left out: styles, notes, marks. Where no
         *     text is left it is 422. A room has 100 at most (409 `too_many`). By the right
         *     `add`. Scope: `sessions:command`.
         */
        post: operations["post_sessions_id_tracks"];
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
         * Get a webhook
         * @description Scope: `sessions:read`.
         */
        get: operations["get_sessions_id_webhook"];
        /**
         * Set a webhook
         * @description In the form of Standard Webhooks: each with an id that stays the same,
         *     signed, tried again for two days at least, not before a `Retry-After` (12
         *     hours at most). Redirects are not followed; 410 stops it. Each call makes a new
         *     secret. It ends with its session, whose last events are still sent, and not
         *     with the token that set it. Scopes: `sessions:write` and `sessions:read`.
         */
        put: operations["put_sessions_id_webhook"];
        post?: never;
        /**
         * Remove a webhook
         * @description Scope: `sessions:write`.
         */
        delete: operations["delete_sessions_id_webhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/survivors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a survivor
         * @description One lives at a time, in all channels: a second is 409 `has_survivor`. Scope:
         *     `sessions:command`.
         */
        post: operations["post_survivors"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/survivors/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a survivor
         * @description Anybody's. Scope: `sessions:read`.
         */
        get: operations["get_survivors_id"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update a survivor
         * @description Your own. `If-Match` is the `ETag` of what you read: 412 `stale` when you changed
         *     it elsewhere meanwhile. Why not is 409 `level_too_low` and `slot_closed` for
         *     knacks, `name_refused` while a moderator hides its name, `lost`. What it carries
         *     counts from its next departure on. Scope: `sessions:command`.
         */
        patch: operations["patch_survivors_id"];
        trace?: never;
    };
    "/api/v1/survivors/{id}/missions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Missions of a survivor
         * @description Anybody's, newest first. Scope: `sessions:read`.
         */
        get: operations["get_survivors_id_missions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/survivors/{id}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retire a survivor
         * @description Your own, and for good: it goes out no more, and you may make another. One that
         *     is out or waits in a party is `busy`. Scope: `sessions:command`.
         */
        post: operations["post_survivors_id_retire"];
        delete?: never;
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
         * List templates
         * @description Scope: `sessions:read`.
         */
        get: operations["get_templates"];
        put?: never;
        /**
         * Create a template
         * @description Its config is checked as a session's is, and the arguments of a command as a
         *     session that was just made checks them. Scope: `sessions:write`.
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
         * Get the server time
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
        /** List API tokens */
        get: operations["get_tokens"];
        put?: never;
        /**
         * Create an API token
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
         * Delete an API token
         * @description Its sockets close at once. Links and webhooks that were made with it stay:
         *     end them where they are listed.
         */
        delete: operations["delete_tokens_id"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tracks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a track
         * @description For whoever has its id, which nobody guesses.
         */
        get: operations["get_tracks_id"];
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
         * AcceptedView
         * @description What a command became.
         */
        AcceptedView: {
            /** @description Each with its `name`. */
            events: components["schemas"]["Named"][];
            rev: string;
        };
        /**
         * AccountExport
         * @description A file with all that is kept of you, or that there will be one.
         */
        AccountExport: {
            /**
             * Format: int64
             * @description Of the file, once it is ready.
             */
            bytes: number | null;
            /** Format: uuid */
            id: string;
            /** Format: int64 */
            made_ms: number;
            /** @description Why there is no file. */
            problem: components["schemas"]["AccountExportProblem"] | null;
            /** Format: int64 */
            ready_ms: number | null;
            state: components["schemas"]["AccountExportState"];
            /**
             * Format: int64
             * @description It goes then.
             */
            until_ms: number;
        };
        /** AccountExportList */
        AccountExportList: {
            items: components["schemas"]["AccountExport"][];
        };
        /** @enum {string} */
        AccountExportProblem: "too_large" | "broken";
        /** @enum {string} */
        AccountExportState: "pending" | "ready" | "failed";
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
        /** @enum {string} */
        AppealAct: "uphold" | "overturn";
        /**
         * AppealDecisionBody
         * @example {
         *       "act": "overturn",
         *       "reason": "He wrote so himself"
         *     }
         */
        AppealDecisionBody: {
            act: components["schemas"]["AppealAct"];
            /** @description 500 characters at most; they read it. */
            reason?: string | null;
        };
        /** @enum {string} */
        AppealState: "open" | "upheld" | "overturned";
        /** ArchiveList */
        ArchiveList: {
            items: components["schemas"]["ArchiveView"][];
        };
        /** ArchiveView */
        ArchiveView: {
            /**
             * Format: int64
             * @description Of the file, packed.
             */
            bytes: number | null;
            /** Format: int64 */
            changed_ms: number;
            /** Format: int64 */
            detached_ms: number;
            /** @description Whether the database has it, in the schema `archive`. */
            is_table: boolean;
            /** @description As `2026_11`. */
            month: string;
            /** @description What failed last. */
            problem: string | null;
            /** Format: int64 */
            rows: number | null;
            /** @description Of what the file unpacks to. */
            sha256: string | null;
            /** @enum {string} */
            state: "detached" | "written" | "verified" | "dropped" | "restored";
            table: string;
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
        /**
         * AskBody
         * @example {
         *       "login": "kit"
         *     }
         */
        AskBody: {
            /** @description Their name at Twitch. */
            login: string;
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
        /**
         * BanBody
         * @example {
         *       "minutes": 1440,
         *       "reason": "Spoilers",
         *       "seat": "0197f3c2-5b1e-7c40-9a6d-2f8e41d07b37"
         *     }
         */
        BanBody: {
            /**
             * @description Whether all who come from their address are kept out, too.
             * @default false
             */
            address?: boolean | null;
            /**
             * Format: uint32
             * @description 1 to 129,600; without it 90 days.
             */
            minutes?: number | null;
            /** @description 1 to 200 characters, for those in charge. */
            reason?: string | null;
            /**
             * Format: uuid
             * @description Who sits there, or has sat.
             */
            seat: string;
        };
        /**
         * Begin
         * @example {
         *       "action": "retry",
         *       "expected": 0,
         *       "filter": {
         *         "name": "sync_config",
         *         "state": [
         *           "dead"
         *         ]
         *       },
         *       "reason": "The store is back"
         *     }
         */
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
        /**
         * @description What a survivor is best at.
         * @enum {string}
         */
        Bent: "craft" | "grit" | "heart";
        /**
         * BestLine
         * @description A line that is worth reading.
         */
        BestLine: {
            /** Format: int64 */
            at_ms: number;
            encounter: string;
            /** Format: int64 */
            find: number;
            /** Format: uuid */
            mission: string;
            /** @enum {string} */
            outcome: "success" | "setback" | "hurt" | "lost";
            text: string;
            /** Format: int32 */
            tick: number;
        };
        /**
         * @description Whether a file in CSV begins with a byte-order mark, by which spreadsheets know
         *     that it is UTF-8.
         * @enum {string}
         */
        Bom: "0" | "1";
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
             * @description `running`, `stopped`, `done`, or `unknown` to this release.
             * @enum {string}
             */
            state: "running" | "stopped" | "done" | "unknown";
            /** Format: int64 */
            total: number;
            /** Format: int64 */
            updated_ms: number;
        };
        /**
         * Calendar
         * @description What makes a time a day of yours.
         */
        Calendar: {
            /** @description False until you chose one: then it is UTC. */
            is_chosen: boolean;
            /**
             * Format: uint8
             * @description The hour at which a day begins, 0 to 6.
             */
            starts_h: number;
            /** @description As `Europe/Berlin`. Days that were written stay what they were. */
            zone: string;
        };
        /**
         * CameHome
         * @description A mission that is over.
         */
        CameHome: {
            /** Format: uuid */
            camp: string;
            /** Format: int16 */
            difficulty: number;
            /** Format: int64 */
            home_ms: number;
            is_lost: boolean;
            /** Format: uuid */
            mission: string;
            /** Format: int64 */
            salvage: number;
            /** @enum {string} */
            status: "lobby" | "in_progress" | "completed" | "failed" | "abandoned";
            /** Format: int64 */
            xp: number;
        };
        /**
         * CampShown
         * @description All that a page about a camp needs.
         */
        CampShown: {
            /**
             * Format: uuid
             * @description Its session's.
             */
            camp: string;
            me: components["schemas"]["Me"];
            rev: string;
            view: components["schemas"]["MissionView"];
        };
        /**
         * Can
         * @description What would be taken now, if nothing else happens first.
         */
        Can: {
            /** @description Go out, alone or with others. */
            go_out: boolean;
            /** @description Send others away, hand the party over, depart with it. */
            host: boolean;
            leave: boolean;
            make_survivor: boolean;
            /** @description Say that one is ready, or not; leave the party. */
            ready: boolean;
            recall: boolean;
            /** @description Open and close the camp, hide names, send parties away. */
            steer: boolean;
            turn_back: boolean;
            /** @description The code of why not. */
            why_not: string | null;
        };
        /** @enum {string} */
        CaseReason: "words";
        /**
         * CaseReport
         * @description What somebody said against an item. Who did is not told.
         */
        CaseReport: {
            /** Format: int64 */
            at_ms: number;
            reason: string;
            text: string | null;
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
        /**
         * Circle
         * @description A circle.
         */
        Circle: {
            about: string;
            /** Format: int64 */
            active_ms: number;
            /** @description Whether members may say something without their name. */
            anonymous: boolean;
            /**
             * Format: int64
             * @description Null unless it is stale.
             */
            as_of_ms: number | null;
            category: components["schemas"]["CircleCategory"];
            /**
             * Format: int64
             * @description When it is gone for good, once it is deleted.
             */
            closing_ms: number | null;
            /** @description As `#1a2b3c`, two at most. */
            colors: string[];
            /** Format: int64 */
            created_ms: number;
            description: string;
            frozen: boolean;
            /**
             * Format: int64
             * @description The number of its newest message, and of its newest change.
             */
            head: number;
            /** @description Whether a moderator looks at the first three messages of whoever is new. */
            hold_newcomers: boolean;
            /** @description One character. */
            icon: string | null;
            /** Format: uuid */
            id: string;
            /** @description Whether an invitation keeps a place for you. */
            invited: boolean;
            kind: components["schemas"]["CirclePrivacy"];
            links: components["schemas"]["CircleLinks"];
            /**
             * Format: int64
             * @description Active ones.
             */
            members: number;
            /** Format: uint32 */
            members_max: number | null;
            /** Format: int64 */
            n: number;
            name: string;
            /** @description Whether its owner offers it to you. */
            offered: boolean;
            /** @description What whoever wants to join is asked. */
            question: string | null;
            rules: string[];
            /**
             * Format: uint32
             * @description Seconds between two messages of a member.
             */
            slow_s: number;
            /**
             * @description Whether it is as it was at `as_of_ms`, as anybody sees it: what is true now, and what
             *     you are there, cannot be said.
             */
            stale: boolean;
            status: components["schemas"]["CircleStatus"];
            tags: string[];
            /** Format: int64 */
            version: number;
            /** @description Null of whoever is not in it, and never was. */
            you: components["schemas"]["YouInCircle"] | null;
            /** @description Of its days (IANA). */
            zone: string;
        };
        /**
         * CircleAppeal
         * @description What somebody says against a decision about them.
         */
        CircleAppeal: {
            act: components["schemas"]["DecisionAct"];
            /** Format: int64 */
            at_ms: number;
            /** @description What a warning came to; else the act itself. */
            came_to: components["schemas"]["DecisionAct"];
            comment: components["schemas"]["CircleComment"] | null;
            /** @description Who decided; null once they are gone. */
            decided_by: components["schemas"]["CircleAuthor"] | null;
            /** Format: int64 */
            decided_ms: number;
            /** Format: uuid */
            id: string;
            /** @description What it is about, where it is about something that was said. */
            message: components["schemas"]["CircleMessage"] | null;
            /** @description Null of whoever said without their name what it is about. */
            person: components["schemas"]["CircleAuthor"] | null;
            reason: string | null;
            /** Format: int16 */
            rule: number | null;
            text: string;
            /** Format: int64 */
            until_ms: number | null;
            /**
             * @description Whether you may decide about it: it is not your own, and either you did not decide
             *     what it is against, or nobody else is there who may.
             */
            yours: boolean;
        };
        /**
         * CircleAuthor
         * @description Who wrote something.
         */
        CircleAuthor: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        /**
         * CircleBody
         * @description What a circle is set to. In a change, what is left out or null stays as it is.
         * @example {
         *       "category": "habits",
         *       "description": "A good word before the day begins.",
         *       "kind": "public",
         *       "name": "Early Birds",
         *       "rules": [
         *         "Be kind"
         *       ]
         *     }
         */
        CircleBody: {
            /** @description 2,000 at most. */
            about?: string | null;
            /** @description Whether members may say something without their name. */
            anonymous?: boolean | null;
            category?: components["schemas"]["CircleCategory"] | null;
            /** @description As `#1a2b3c`, two at most. */
            colors?: string[] | null;
            /** @description 500 at most. */
            description?: string | null;
            /** @description Nobody but moderators writes. */
            frozen?: boolean | null;
            /** @description Whether a moderator looks at the first three messages of whoever is new. */
            hold_newcomers?: boolean | null;
            /** @description One character; an empty text for none. */
            icon?: string | null;
            kind?: components["schemas"]["CirclePrivacy"] | null;
            links?: components["schemas"]["CircleLinks"] | null;
            /**
             * Format: uint32
             * @description 2 to 100,000; 0 for no limit.
             */
            members_max?: number | null;
            /** @description 1 to 60 characters. */
            name?: string | null;
            /**
             * @description What whoever wants to join is asked, 200 characters at most; an empty text for
             *     nothing.
             */
            question?: string | null;
            /** @description Ten of 200 characters at most. */
            rules?: string[] | null;
            /**
             * Format: uint32
             * @description Seconds between two messages of a member, 3,600 at most.
             */
            slow_s?: number | null;
            /** @description Eight of 30 at most; they are kept in lower case. */
            tags?: string[] | null;
            /** @description Of its days (IANA). */
            zone?: string | null;
        };
        /**
         * CircleCase
         * @description An item that waits for a moderator: one of the two is there.
         */
        CircleCase: {
            /** @description Who looks at it now. */
            claimed_by: components["schemas"]["CircleAuthor"] | null;
            comment: components["schemas"]["CircleComment"] | null;
            /**
             * @description Whether the house may decide about it, too: it was asked to, or it has waited for
             *     three days.
             */
            escalated: boolean;
            /** Format: uuid */
            id: string;
            message: components["schemas"]["CircleMessage"] | null;
            next: components["schemas"]["NextWarning"];
            /** Format: int64 */
            opened_ms: number;
            /** @description Why it waits where nobody reported it and whoever said it is not new. */
            reason: components["schemas"]["CaseReason"] | null;
            /** @description Open ones, oldest first; 20 at most. */
            reports: components["schemas"]["CaseReport"][];
        };
        /**
         * @description What a circle is about, for those who look for one.
         * @enum {string}
         */
        CircleCategory: "creativity" | "faith" | "family" | "friends" | "grief" | "habits" | "health" | "learning" | "other" | "parenting" | "recovery" | "work";
        /**
         * CircleChange
         * @description A change to what stands in a circle.
         */
        CircleChange: {
            /** @description As the message is now. */
            message: components["schemas"]["CircleMessage"];
            /** Format: int64 */
            n: number;
            /** @description `posted`, `edited`, `removed`, `hidden`, `shown`, `pinned` or `commented`. */
            op: string;
        };
        /** CircleChanges */
        CircleChanges: {
            items: components["schemas"]["CircleChange"][];
            /** Format: int64 */
            n: number;
        };
        /**
         * CircleComment
         * @description What is said to a message.
         */
        CircleComment: {
            /** Format: int64 */
            at_ms: number;
            author: components["schemas"]["CircleAuthor"] | null;
            counts: components["schemas"]["CircleCounts"];
            /** Format: int64 */
            edited_ms: number | null;
            html: string | null;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            message: string;
            mine: boolean;
            /**
             * Format: uuid
             * @description The comment that it answers.
             */
            parent: string | null;
            reaction: components["schemas"]["CircleReaction"] | null;
            state: components["schemas"]["SaidState"];
            text: string | null;
            /** @description As of a message. */
            veiled: boolean;
            /** Format: int64 */
            version: number;
        };
        /** CircleComments */
        CircleComments: {
            /** @description Oldest first. */
            items: components["schemas"]["CircleComment"][];
            next: string | null;
        };
        /**
         * CircleCounts
         * @description How many reacted how.
         */
        CircleCounts: {
            /** Format: uint32 */
            grateful: number;
            /** Format: uint32 */
            inspire: number;
            /** Format: uint32 */
            like: number;
            /** Format: uint32 */
            love: number;
            /** Format: uint32 */
            pray: number;
            /** Format: uint32 */
            support: number;
        };
        /**
         * CircleDaily
         * @description The messages of the day of a circle.
         */
        CircleDaily: {
            /** @description As `08:00`, by the clock of the circle's zone. */
            at: string;
            /** @description Who set them, and says them. */
            by: components["schemas"]["CircleAuthor"] | null;
            kind: components["schemas"]["CircleMessageKind"];
            /**
             * Format: int64
             * @description Which of them is next: its place, from 0.
             */
            next: number;
            /**
             * Format: int64
             * @description When the next one is said; null while they rest: there are none, or whoever set
             *     them may not say them any more.
             */
            next_ms: number | null;
            /** @description They take turns, one a day; none where no message is said. */
            texts: string[];
            /**
             * Format: int64
             * @description 0 where there never were any.
             */
            version: number;
            zone: string;
        };
        /**
         * CircleDailyBody
         * @example {
         *       "at": "08:00",
         *       "kind": "motivation",
         *       "texts": [
         *         "Good *morning*!",
         *         "A new day."
         *       ]
         *     }
         */
        CircleDailyBody: {
            /** @description As `08:00`. */
            at: string;
            kind: components["schemas"]["CircleMessageKind"];
            /** @description 1 to 31, each of 1 to 2,000 characters. */
            texts: string[];
        };
        /**
         * CircleDay
         * @description A day of a circle, by the clock of its zone.
         */
        CircleDay: {
            /**
             * Format: int64
             * @description Who said something or reacted.
             */
            active: number;
            /** @description As `2026-12-01`. */
            day: string;
            /**
             * Format: int64
             * @description At its end, as the rows of those who are in it and of those who left tell.
             */
            members: number;
            /** Format: int64 */
            messages: number;
        };
        /**
         * CircleDecision
         * @description What was decided, and what it came to.
         */
        CircleDecision: {
            act: components["schemas"]["DecisionAct"];
            /** @description Of a warning `warn`, `restrict` or `ban`; else the act itself. */
            came_to: components["schemas"]["DecisionAct"];
            /** Format: uuid */
            id: string;
            /** Format: int64 */
            until_ms: number | null;
        };
        /**
         * @description Whose messages may have links.
         * @enum {string}
         */
        CircleLinks: "all" | "trusted" | "none";
        /**
         * CircleMedium
         * @description An image or a recording that a message has: `GET /media/{id}` gives it.
         */
        CircleMedium: {
            /** @description What an image shows, where its author said so. */
            alt: string | null;
            /**
             * Format: int32
             * @description Of a recording.
             */
            duration_ms: number | null;
            /** Format: int32 */
            height: number | null;
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["CircleMediumKind"];
            /**
             * Format: int32
             * @description Of an image, in pixels.
             */
            width: number | null;
        };
        /** @enum {string} */
        CircleMediumKind: "image" | "audio";
        /** CircleMember */
        CircleMember: {
            /** @description What they answered to the circle's question. */
            answer: string | null;
            /** Format: int64 */
            joined_ms: number;
            name: string;
            reason: string | null;
            /** Format: int64 */
            restricted_ms: number | null;
            role: components["schemas"]["CircleRole"];
            state: components["schemas"]["CircleMemberState"];
            /**
             * Format: int64
             * @description When a ban ends; for moderators, as the rest.
             */
            until_ms: number | null;
            /** Format: uuid */
            user: string;
        };
        /** CircleMemberPage */
        CircleMemberPage: {
            items: components["schemas"]["CircleMember"][];
            next: string | null;
        };
        /**
         * CircleMemberPatch
         * @description What is to become of a member: a role or a state, not both.
         * @example {
         *       "role": "moderator"
         *     }
         */
        CircleMemberPatch: {
            /** @description 500 characters at most; they read it. */
            reason?: string | null;
            role?: components["schemas"]["CircleRole"] | null;
            /** @description `active` lets in whoever asked, takes back a no and a ban; `rejected`; `banned`. */
            state?: components["schemas"]["CircleMemberState"] | null;
            /**
             * Format: int64
             * @description When a ban ends; left out for one that does not.
             */
            until_ms?: number | null;
        };
        /** @enum {string} */
        CircleMemberState: "pending" | "active" | "rejected" | "banned" | "left";
        /**
         * CircleMessage
         * @description What is said in a circle.
         */
        CircleMessage: {
            /** @description Whether whoever said it did without their name. */
            anonymous: boolean;
            /** Format: int64 */
            at_ms: number;
            /** @description Null once they are gone, of what is veiled, and of what is said without a name. */
            author: components["schemas"]["CircleAuthor"] | null;
            /** Format: uuid */
            circle: string;
            /** Format: int32 */
            comments: number;
            counts: components["schemas"]["CircleCounts"];
            /** @description Whether it was the message of a day. */
            daily: boolean;
            /** Format: int64 */
            edited_ms: number | null;
            /** @description Whether you keep it. */
            favourite: boolean;
            /** @description The same as HTML that is safe to show. */
            html: string | null;
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["CircleMessageKind"];
            /** @description Images or a recording, where you may read it. */
            media: components["schemas"]["CircleMedium"][];
            mine: boolean;
            pinned: boolean;
            /** @description Yours. */
            reaction: components["schemas"]["CircleReaction"] | null;
            /**
             * Format: int64
             * @description Its number; null while it is held.
             */
            seq: number | null;
            state: components["schemas"]["SaidState"];
            /** @description As it was typed, in a small part of Markdown; null of what you may not read. */
            text: string | null;
            /**
             * @description Whether one of you blocks the other, or you mute them: what they said is not shown
             *     to you.
             */
            veiled: boolean;
            /** Format: int64 */
            version: number;
        };
        /**
         * @description What a message is meant as.
         * @enum {string}
         */
        CircleMessageKind: "encouragement" | "gratitude" | "prayer" | "motivation" | "support" | "positive" | "announcement";
        /** CircleMessages */
        CircleMessages: {
            /**
             * Format: int64
             * @description Null unless they are stale.
             */
            as_of_ms: number | null;
            /**
             * Format: int64
             * @description The number of the newest message, and of the newest change: what changes goes on
             *     from there.
             */
            head: number;
            /** @description Your own that a moderator looks at first, oldest first. */
            held: components["schemas"]["CircleMessage"][];
            /** @description In the order of their numbers. */
            items: components["schemas"]["CircleMessage"][];
            /** Format: int64 */
            n: number;
            /** @description Those that are pinned, the last pinned first. */
            pinned: components["schemas"]["CircleMessage"][];
            /**
             * @description Whether they are as they were at `as_of_ms`, as anybody reads them: what is true now
             *     cannot be said.
             */
            stale: boolean;
        };
        /**
         * CircleMuteBody
         * @example {
         *       "until_ms": 1893456000000
         *     }
         */
        CircleMuteBody: {
            /**
             * Format: int64
             * @description Left out for one that does not end.
             */
            until_ms?: number | null;
        };
        /** CircleOfBoth */
        CircleOfBoth: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        /** CirclePage */
        CirclePage: {
            /**
             * Format: int64
             * @description Null unless they are stale.
             */
            as_of_ms: number | null;
            items: components["schemas"]["Circle"][];
            next: string | null;
            /** @description Whether they are as they were at `as_of_ms`: what is true now cannot be said. */
            stale: boolean;
        };
        /**
         * CirclePerson
         * @description Somebody in circles.
         */
        CirclePerson: {
            /** @description What they say of themselves; may be empty. */
            about: string;
            /** @description That both of you are in, the one that was active last first; 20 at most. */
            circles: components["schemas"]["CircleOfBoth"][];
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: int64 */
            since_ms: number;
            /** @description What you make of them; null of yourself. */
            you: components["schemas"]["CircleRegards"] | null;
        };
        /**
         * @description Who finds a circle, and how they come in.
         * @enum {string}
         */
        CirclePrivacy: "public" | "private" | "invite_only";
        /**
         * CircleProfile
         * @description What you say of yourself.
         */
        CircleProfile: {
            /** @description Plain text; empty where you say nothing. */
            about: string;
            /**
             * Format: int64
             * @description 0 where you never said anything.
             */
            version: number;
        };
        /**
         * CircleProfileBody
         * @example {
         *       "about": "Up before the birds, with a flask of tea."
         *     }
         */
        CircleProfileBody: {
            /** @description 500 characters at most; may be empty. */
            about: string;
        };
        /** CircleQueue */
        CircleQueue: {
            /**
             * @description What people say against decisions of the circle's moderators, oldest first; 50 at
             *     most.
             */
            appeals: components["schemas"]["CircleAppeal"][];
            /**
             * Format: int64
             * @description How many wait.
             */
            count: number;
            /** @description What was decided just now, if something was. */
            decided: components["schemas"]["CircleDecision"] | null;
            items: components["schemas"]["CircleCase"][];
            next: string | null;
        };
        /** @enum {string} */
        CircleReaction: "like" | "love" | "pray" | "grateful" | "inspire" | "support";
        /** @enum {string} */
        CircleRegard: "follow" | "block" | "mute";
        /**
         * CircleRegards
         * @description What you make of somebody.
         */
        CircleRegards: {
            blocks: boolean;
            follows: boolean;
            mutes: boolean;
            /**
             * Format: int64
             * @description When a mute ends; null of one that does not.
             */
            mutes_until_ms: number | null;
        };
        /**
         * CircleReportBody
         * @example {
         *       "reason": "abuse",
         *       "text": "It names somebody"
         *     }
         */
        CircleReportBody: {
            reason: components["schemas"]["CircleReportReason"];
            /** @description 500 characters at most. */
            text?: string | null;
        };
        /** @enum {string} */
        CircleReportReason: "spam" | "abuse" | "harm" | "illegal" | "other";
        /** @enum {string} */
        CircleRole: "member" | "moderator" | "admin" | "owner";
        /** CircleScheduled */
        CircleScheduled: {
            /** @description The one that comes first first; `at_ms` is when it is said. */
            items: components["schemas"]["CircleMessage"][];
        };
        /**
         * CircleShare
         * @description How many of how many.
         */
        CircleShare: {
            /** Format: int64 */
            count: number;
            /** Format: int64 */
            of: number;
        };
        /** CircleStatistics */
        CircleStatistics: {
            /**
             * @description Messages of these days that somebody else answered or reacted to within a day;
             *     those that have not had one yet do not count.
             */
            answers: components["schemas"]["CircleShare"];
            /** @description Oldest first; the last is today. */
            days: components["schemas"]["CircleDay"][];
            /**
             * @description Who was active in the week before the last seven days, and is back in these. Null
             *     where those were less than five.
             */
            returned: components["schemas"]["CircleShare"] | null;
        };
        /**
         * @description How things are with a circle.
         * @enum {string}
         */
        CircleStatus: "open" | "frozen" | "closing";
        /** CircleWord */
        CircleWord: {
            act: components["schemas"]["CircleWordAct"];
            /**
             * @description A word or a phrase of 60 characters at most; whole ones are looked for, whatever
             *     case and whatever marks they are typed with.
             */
            word: string;
        };
        /**
         * @description What becomes of a text with such a word.
         * @enum {string}
         */
        CircleWordAct: "note" | "hold" | "block";
        /**
         * CircleWords
         * @description Words that a circle looks out for.
         */
        CircleWords: {
            /**
             * Format: int64
             * @description 0 where there never were any.
             */
            version: number;
            words: components["schemas"]["CircleWord"][];
        };
        /**
         * CircleWordsBody
         * @example {
         *       "words": [
         *         {
         *           "act": "hold",
         *           "word": "buy now"
         *         },
         *         {
         *           "act": "block",
         *           "word": "fool"
         *         }
         *       ]
         *     }
         */
        CircleWordsBody: {
            /** @description 200 at most. Each is kept once, with the stricter of what it is to do. */
            words: components["schemas"]["CircleWord"][];
        };
        /**
         * CloseReportBody
         * @example {
         *       "reason": "They were told"
         *     }
         */
        CloseReportBody: {
            /** @description For the audit log, at most 200 characters. */
            reason?: string | null;
        };
        /**
         * CommentPatch
         * @example {
         *       "text": "With you all the way"
         *     }
         */
        CommentPatch: {
            /** @description The draft that it was written in, which ends with this. */
            draft?: components["schemas"]["DraftRef"] | null;
            /** @description 1 to 1,000 characters. */
            text: string;
        };
        /**
         * ComputedLine
         * @description A line as the seed tells it. Chances and rolls are in 1/10,000.
         */
        ComputedLine: {
            /** Format: uint32 */
            chance: number;
            encounter: string;
            factors: components["schemas"]["Factors"];
            /** Format: uint32 */
            find: number;
            /** Format: uint32 */
            harm: number;
            /** Format: uint32 */
            harm_roll: number;
            /** Format: uint8 */
            marks: number;
            /** @enum {string} */
            outcome: "success" | "setback" | "hurt" | "lost";
            /** Format: uint32 */
            roll: number;
            /** Format: uint8 */
            slot: number;
            text: string;
            /** Format: uint32 */
            tick: number;
        };
        /** ComputedResults */
        ComputedResults: {
            /**
             * Format: uint32
             * @description The last tick that was told.
             */
            ended_at: number;
            /** Format: uint32 */
            goal: number;
            /** @description By slot. */
            party: components["schemas"]["Returned"][];
            /** Format: uint32 */
            progress: number;
            /** @enum {string} */
            status: "lobby" | "in_progress" | "completed" | "failed" | "abandoned";
            /** Format: uint32 */
            ticks: number;
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
        /** @enum {string} */
        DecisionAct: "dismiss" | "keep" | "hide" | "remove" | "warn" | "restrict" | "ban" | "escalate" | "note";
        /**
         * DecisionBody
         * @example {
         *       "act": "hide",
         *       "reason": "It names somebody",
         *       "rule": 0
         *     }
         */
        DecisionBody: {
            act: components["schemas"]["DecisionAct"];
            /** @description 500 characters at most. */
            reason?: string | null;
            /**
             * Format: uint8
             * @description The circle's rule that it is about: its place in the list, from 0.
             */
            rule?: number | null;
            /**
             * Format: int64
             * @description Until when, of `restrict` (needed) and `ban`.
             */
            until_ms?: number | null;
        };
        /**
         * Departed
         * @description One of a party, as it left.
         */
        Departed: {
            /** Format: uint8 */
            caution: number;
            hurt: boolean;
            knacks: string[];
            /** Format: uint8 */
            marks: number;
            name: string;
            /** Format: uint8 */
            slot: number;
            stats: components["schemas"]["StatsShown"];
            /** Format: uuid */
            survivor: string;
        };
        /** Detail */
        Detail: {
            label: string;
            value: string;
        };
        /**
         * DraftAbout
         * @description What a draft is of.
         */
        DraftAbout: {
            /**
             * Format: uuid
             * @description The id of the prompt that is answered, of the circle of a message, of what is
             *     commented on, of the message or comment that is edited. Of an entry the one that is
             *     edited, null for a new one; null for a mood.
             */
            in?: string | null;
            /**
             * @description `entry`, `mood`, `answer`, `message`, `comment` or `edit`.
             * @enum {string}
             */
            what: "entry" | "mood" | "answer" | "message" | "comment" | "edit";
        };
        /** DraftConflict */
        DraftConflict: {
            /**
             * @description Always `conflict`.
             * @enum {string}
             */
            code: "conflict";
            detail: string;
            theirs: components["schemas"]["DraftTheirs"];
            /** @description Where your text is kept: a draft of its own. */
            yours: components["schemas"]["DraftYours"];
        };
        /** DraftList */
        DraftList: {
            items: components["schemas"]["DraftShown"][];
        };
        /**
         * DraftRef
         * @description A draft, as it was when what it is of was saved.
         */
        DraftRef: {
            /** Format: uuid */
            id: string;
            rev: string;
        };
        /** DraftShown */
        DraftShown: {
            /** Format: int64 */
            at_ms: number;
            content: unknown;
            /**
             * Format: uuid
             * @description The draft that this was to be, where another text stood.
             */
            copy_of: string | null;
            durable: string | null;
            /** Format: uuid */
            editor: string;
            /** Format: uuid */
            id: string;
            of: components["schemas"]["DraftAbout"];
            rev: string;
        };
        /** DraftTaken */
        DraftTaken: {
            /** @description The newest rev that Postgres has: up to there a page may forget its own copy. */
            durable: string | null;
            rev: string;
        };
        /** DraftTheirs */
        DraftTheirs: {
            /** Format: int64 */
            at_ms: number;
            /** Format: uuid */
            editor: string;
            rev: string;
        };
        /** DraftYours */
        DraftYours: {
            /** Format: uuid */
            id: string;
            rev: string;
        };
        /** DurationList */
        DurationList: {
            items: components["schemas"]["DurationView"][];
        };
        /**
         * DurationView
         * @description How long the runs of a job took, in milliseconds: half of them at most `p50_ms`.
         */
        DurationView: {
            name: string;
            /** Format: double */
            p50_ms: number;
            /** Format: double */
            p95_ms: number;
            /** Format: double */
            p99_ms: number;
            /** Format: int64 */
            runs: number;
        };
        /**
         * Edit
         * @example {
         *       "payload": {
         *         "session": "0197f3c2-5b1e-7c40-9a6d-2f8e41d07b35"
         *       },
         *       "reason": "A wrong session",
         *       "requeue": true
         *     }
         */
        Edit: {
            payload: unknown;
            reason?: string | null;
            /**
             * @description Run it again at once.
             * @default false
             */
            requeue?: boolean | null;
        };
        /**
         * @description What an entry is made of, as far as it can be shared.
         * @enum {string}
         */
        EntryPart: "title" | "text" | "mood" | "tags" | "grateful_for" | "wins";
        /** EntryVersion */
        EntryVersion: {
            day: string;
            /** Format: int64 */
            edited_ms: number;
            grateful_for: string[];
            /** Format: uint8 */
            mood: number | null;
            /** Format: uint16 */
            prompt: number | null;
            tags: string[];
            text: string;
            title: string | null;
            /** Format: int32 */
            version: number;
            wins: string[];
        };
        /** EntryVersions */
        EntryVersions: {
            items: components["schemas"]["EntryVersion"][];
        };
        /**
         * EraseBody
         * @description Said by whoever means it.
         */
        EraseBody: {
            /** @description Your name, as `GET /me` has it. */
            name: string;
        };
        /** Erased */
        Erased: {
            /**
             * Format: int64
             * @description Until when it may still open in backups of the database: the key that seals
             *     people's keys is thrown away by then. Null where that is overdue.
             */
            backups_until_ms: number | null;
            /**
             * Format: int64
             * @description Since when nothing of it opens in our stores and in copies of Redis.
             */
            erased_ms: number;
        };
        ExpeditionAfter: {
            /** Format: uint32 */
            completed: number;
            /**
             * Format: int64
             * @description It is injured until then.
             */
            heals_ms: number | null;
            /** Format: uint32 */
            missions: number;
            /**
             * Format: int64
             * @description It goes out no earlier.
             */
            rests_ms: number;
            /** Format: int64 */
            salvage: number;
            /** Format: uint32 */
            unhurt: number;
            /** Format: int64 */
            xp: number;
        };
        ExpeditionCommand: {
            /** @enum {string} */
            command: "ready";
            on: boolean;
            /**
             * Format: uuid
             * @description For whom Downbeat says it; nobody else may say so of others.
             */
            survivor?: string | null;
        };
        ExpeditionConfig: {
            /** Format: uuid */
            camp: string;
            /**
             * Format: uint8
             * @description 1 to 3.
             */
            difficulty: number;
            /** Format: int64 */
            made_ms: number;
            /**
             * Format: uuid
             * @description Its own id, by which its time is spread.
             */
            mission: string;
            pack: components["schemas"]["ExpeditionNamed"];
            party: components["schemas"]["ExpeditionParty"];
            /**
             * Format: uint8
             * @description 1 to 4.
             */
            party_max: number;
        };
        ExpeditionHomecoming: {
            /** @description The survivor's own, after it. */
            after: components["schemas"]["ExpeditionAfter"];
            healed: boolean;
            hurt: boolean;
            /**
             * Format: uint8
             * @description After it.
             */
            level: number;
            /** @description For good. */
            lost: boolean;
            /** Format: uint8 */
            marks: number;
            /** Format: int64 */
            salvage: number;
            /** Format: uint8 */
            slot: number;
            /** Format: uuid */
            survivor: string;
            /** @description Whether it was there when the mission ended. */
            upright: boolean;
            /**
             * Format: int64
             * @description What the mission brought.
             */
            xp: number;
        };
        ExpeditionLine: {
            /** Format: int64 */
            at_ms: number;
            /**
             * Format: uint32
             * @description In 1/10,000, as the roll.
             */
            chance: number;
            encounter: string;
            /** Format: uint32 */
            find: number;
            outcome: components["schemas"]["ExpeditionOutcome"];
            /** Format: uint32 */
            roll: number;
            /** Format: uint8 */
            slot: number;
            text: string;
            /** Format: uint32 */
            tick: number;
        };
        /** @description Which pack, to the letter. */
        ExpeditionNamed: {
            /** @description SHA-256 of its RFC 8785 form, in hex. */
            hash: string;
            id: string;
            /** Format: int64 */
            version: number;
        };
        /**
         * @description How an encounter went for one of the party.
         * @enum {string}
         */
        ExpeditionOutcome: "success" | "setback" | "hurt" | "lost";
        ExpeditionParty: "solo" | "open" | "code";
        /** @description How an expedition ended that had left. */
        ExpeditionResults: {
            /**
             * Format: uint32
             * @description The last tick that was told.
             */
            ended_at: number;
            /** Format: uint32 */
            goal: number;
            /** @description By slot. */
            party: components["schemas"]["ExpeditionHomecoming"][];
            /** Format: uint32 */
            progress: number;
            /** Format: uint32 */
            ticks: number;
        };
        /** @description Secret until the mission has ended: whoever has it knows what comes. */
        ExpeditionSeed: string;
        ExpeditionSeen: {
            /** Format: uint8 */
            level: number;
            /** Format: uint8 */
            marks: number;
            name: string;
            ready: boolean;
            /** Format: uint8 */
            slot: number;
            /** @description `active`, `injured` or `lost`. */
            state: string;
            /** Format: uuid */
            survivor: string;
            /** @description Whether it is on its way. */
            upright: boolean;
        };
        ExpeditionView: {
            /** Format: uuid */
            camp: string;
            /** Format: uint8 */
            difficulty: number;
            /**
             * Format: int64
             * @description Until when a party may wait.
             */
            expires_ms: number | null;
            /**
             * Format: uint32
             * @description Ticks that must succeed.
             */
            goal: number | null;
            /** Format: uuid */
            host: string | null;
            /** @description Oldest first. */
            lines: components["schemas"]["ExpeditionLine"][];
            /**
             * Format: int64
             * @description When the next tick is due.
             */
            next_ms: number | null;
            /**
             * Format: int64
             * @description Server time of this view.
             */
            now_ms: number;
            pack: components["schemas"]["ExpeditionNamed"];
            party: components["schemas"]["ExpeditionSeen"][];
            /** Format: uint32 */
            progress: number;
            /** @description True when the live state was lost once and rebuilt from history. */
            recovered?: boolean;
            /**
             * Format: uint32
             * @description The number of the rules that it is told by.
             */
            resolver: number;
            results: components["schemas"]["ExpeditionResults"] | null;
            /** @description SHA-256 of the seed, from departure on. */
            seal: string | null;
            /** @description Once it has ended. */
            seed: components["schemas"]["ExpeditionSeed"] | null;
            /** @description `lobby`, `in_progress`, `completed`, `failed` or `abandoned`. */
            status: string;
            /**
             * Format: uint32
             * @description The last one that was told.
             */
            tick: number;
            /**
             * Format: uint32
             * @description Null before departure, and `goal` with it.
             */
            ticks: number | null;
        };
        /** Export */
        Export: {
            config: components["schemas"]["MeterConfig"] | components["schemas"]["TimerConfig"] | components["schemas"]["MissionConfig"] | components["schemas"]["ExpeditionConfig"] | components["schemas"]["RoomConfig"];
            /** Format: int64 */
            config_version: number;
            /** Format: int64 */
            created_ms: number;
            /** @description All of them, oldest first. */
            events: components["schemas"]["HistoryEvent"][];
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "meter" | "timer" | "mission" | "expedition" | "room";
        };
        /** ExtLink */
        ExtLink: {
            /**
             * Format: uuid
             * @description Of two survivors that live the one that goes on; the other retires.
             */
            keep?: string | null;
        };
        /** ExtLinked */
        ExtLinked: {
            /**
             * Format: uuid
             * @description Who you are from now on.
             */
            user: string;
        };
        /**
         * ExtTicket
         * @description What opens a socket, once.
         */
        ExtTicket: {
            /** Format: int64 */
            expires_ms: number;
            /** @description To be sent as `?link=`, or in the subprotocol `link.<ticket>`. */
            ticket: string;
        };
        /**
         * Factors
         * @description What the chance and the harm of a line were made of: in 1/10,000, and percents by
         *     which knacks changed the sums. Each sum is then kept within the pack's bounds.
         */
        Factors: {
            /** Format: int64 */
            base: number;
            /** Format: int64 */
            craft: number;
            /** Format: int64 */
            difficulty: number;
            /** Format: int64 */
            grit: number;
            /** Format: int64 */
            harm_base: number;
            /** Format: int64 */
            harm_difficulty: number;
            /** Format: int64 */
            harm_grit: number;
            /** Format: int64 */
            harm_knacks: number;
            /** Format: int64 */
            harm_percent: number;
            /** Format: int64 */
            heart: number;
            /** Format: int64 */
            hurt: number;
            /** Format: int64 */
            knacks: number;
            /** Format: int64 */
            mates: number;
            /** Format: int64 */
            percent: number;
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
        /** FailureList */
        FailureList: {
            /** @description The newest 10,000 failed jobs were looked at, or 100 groups are told: there are more. */
            capped: boolean;
            /** @description The most frequent first. */
            items: components["schemas"]["FailureView"][];
        };
        /**
         * FailureView
         * @description Jobs of one name whose errors differ in ids and numbers alone.
         */
        FailureView: {
            /** Format: int64 */
            count: number;
            /**
             * Format: int64
             * @description Of these, those that are not tried again by themselves.
             */
            dead: number;
            /** @description The newest of them: a filter names the others by its id, as `like`. */
            newest: components["schemas"]["JobView"];
        };
        /** @enum {string} */
        FeedName: "home" | "following" | "global" | "trending" | "favourites";
        /** FeedPage */
        FeedPage: {
            items: components["schemas"]["CircleMessage"][];
            next: string | null;
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
            /**
             * Format: uuid
             * @description A job: those with an error like its own, whatever ids and numbers it names.
             * @default null
             */
            like?: string | null;
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
             * @description In the arguments that are shown, in any case.
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
        /** FoundPerson */
        FoundPerson: {
            /** @description What they say of themselves; may be empty. */
            about: string;
            /** Format: uuid */
            id: string;
            name: string;
        };
        /**
         * FoundSaid
         * @description A message, or a comment with the message that it is on.
         */
        FoundSaid: {
            /** @description What was found; null where it is the message. */
            comment: components["schemas"]["CircleComment"] | null;
            message: components["schemas"]["CircleMessage"];
        };
        /** Friend */
        Friend: {
            /** @description Whether it was you who asked. */
            by_me: boolean;
            /**
             * Format: uuid
             * @description Theirs, or, of whom you asked, of what you asked.
             */
            id: string;
            /** @description At Twitch, for whoever has one. */
            login: string | null;
            /** @description Of whom you asked, what you typed. */
            name: string;
            /** Format: int64 */
            since_ms: number;
            state: components["schemas"]["FriendState"];
        };
        /**
         * FriendBody
         * @example {
         *       "state": "friends"
         *     }
         */
        FriendBody: {
            state: components["schemas"]["FriendWanted"];
        };
        /** FriendHere */
        FriendHere: {
            /** @description As it is typed, `BCDF-GHJK`. */
            code: string;
            /** Format: uuid */
            id: string;
            name: string;
            room: string;
            url: string;
        };
        /** FriendList */
        FriendList: {
            items: components["schemas"]["Friend"][];
        };
        /**
         * @description What is between you and somebody.
         * @enum {string}
         */
        FriendState: "asked" | "friends" | "blocked";
        /**
         * @description What shall be between you and somebody.
         * @enum {string}
         */
        FriendWanted: "friends" | "none" | "blocked";
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
        /**
         * Happening
         * @description Something that happened, with what everybody there saw of it.
         */
        Happening: {
            /** Format: int64 */
            at_ms: number;
            /** @description The seat whose command it was. */
            by?: string;
            /** @description What they were called as they came. */
            called?: string;
            item?: string;
            name: string;
            role?: string;
            /** @description Whom it is about. */
            seat?: string;
            /** @description What they are called from then on. */
            to?: string;
            why?: string;
        };
        /** HealthView */
        HealthView: {
            /** Format: int64 */
            at_ms: number;
            checks: components["schemas"]["CheckView"][];
        };
        /**
         * HeatPart
         * @description Reactions that came in the same five seconds of an item.
         */
        HeatPart: {
            /** Format: int64 */
            count: number;
            /**
             * Format: int64
             * @description Where in the item these five seconds begin.
             */
            media_ms: number;
        };
        /** HeatStrip */
        HeatStrip: {
            items: components["schemas"]["HeatPart"][];
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
        /** HouseAppeal */
        HouseAppeal: {
            appeal: components["schemas"]["CircleAppeal"];
            circle: components["schemas"]["HouseCircle"];
        };
        /** HouseCase */
        HouseCase: {
            case: components["schemas"]["CircleCase"];
            circle: components["schemas"]["HouseCircle"];
        };
        /**
         * HouseCircle
         * @description The circle that something is in.
         */
        HouseCircle: {
            /** Format: uuid */
            id: string;
            name: string;
            rules: string[];
        };
        /** HouseQueue */
        HouseQueue: {
            /** @description Against decisions of the house, oldest first; 50 at most. Of each `yours` is true. */
            appeals: components["schemas"]["HouseAppeal"][];
            /** @description What was decided just now, if something was. */
            decided: components["schemas"]["CircleDecision"] | null;
            items: components["schemas"]["HouseCase"][];
            next: string | null;
        };
        /** IceServer */
        IceServer: {
            credential: string | null;
            urls: string[];
            /** @description When it is over, in epoch seconds, and whose it is. */
            username: string | null;
        };
        /** IceServers */
        IceServers: {
            /** @description Whether whoever talks here goes by a relay and by nothing else. */
            relay_only: boolean;
            servers: components["schemas"]["IceServer"][];
            /**
             * Format: int64
             * @description How long they are good, in seconds.
             */
            ttl_s: number;
        };
        /**
         * Import
         * @example {
         *       "entries": [
         *         {
         *           "day": "1999-12-31",
         *           "text": "The last day."
         *         }
         *       ],
         *       "moods": []
         *     }
         */
        Import: {
            /** @default [] */
            entries?: components["schemas"]["ImportedEntry"][] | null;
            /** @default [] */
            moods?: components["schemas"]["ImportedMood"][] | null;
        };
        /** Imported */
        Imported: {
            /**
             * Format: uint64
             * @description Entries that were not there yet.
             */
            entries: number;
            /**
             * Format: uint64
             * @description Moods that were not there yet.
             */
            moods: number;
        };
        /**
         * ImportedEntry
         * @description As an export has it.
         */
        ImportedEntry: {
            /** Format: int64 */
            created_ms?: number | null;
            /** @description As `2026-11-30`: any day. */
            day: string;
            /** @default [] */
            grateful_for?: string[] | null;
            /** Format: uuid */
            id?: string | null;
            /** Format: uint8 */
            mood?: number | null;
            /** Format: uint16 */
            prompt?: number | null;
            /** @default [] */
            tags?: string[] | null;
            /** @default  */
            text?: string | null;
            title?: string | null;
            /** @default [] */
            wins?: string[] | null;
        };
        /**
         * ImportedMood
         * @description As an export has it.
         */
        ImportedMood: {
            /** Format: int64 */
            at_ms: number;
            day: string;
            /** Format: uuid */
            id?: string | null;
            note?: string | null;
            /** Format: uint8 */
            value: number;
        };
        /** Invitation */
        Invitation: {
            /**
             * Format: uuid
             * @description Who made it.
             */
            by: string;
            by_name: string;
            /** Format: uuid */
            id: string;
            /** Format: int64 */
            made_ms: number;
            /** Format: int64 */
            until_ms: number;
            /**
             * Format: uuid
             * @description Whom it is for; null of a link.
             */
            user: string | null;
            user_name: string | null;
            /** Format: int32 */
            uses_left: number;
        };
        /**
         * InvitationBody
         * @example {
         *       "days": 7,
         *       "uses": 10
         *     }
         */
        InvitationBody: {
            /**
             * Format: uint16
             * @description For how many days it is good: 1 to 30, seven if it is left out.
             */
            days?: number | null;
            /** @description Somebody's name at Twitch; left out for a link. */
            login?: string | null;
            /**
             * Format: int32
             * @description How many may come by the link: 1 to 100, one if it is left out.
             */
            uses?: number | null;
        };
        /** InvitationList */
        InvitationList: {
            items: components["schemas"]["Invitation"][];
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
        /**
         * JobRequest
         * @example {
         *       "name": "sync_config",
         *       "payload": {
         *         "session": "0197f3c2-5b1e-7c40-9a6d-2f8e41d07b35"
         *       },
         *       "reason": "It was missed"
         *     }
         */
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
            /** @description Without the values that are hidden. */
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
        /** JoinBody */
        JoinBody: {
            /** @description Of a party that has one; in any case. */
            code?: string | null;
        };
        /**
         * JoinCircleBody
         * @example {
         *       "answer": "A friend of Ada's"
         *     }
         */
        JoinCircleBody: {
            /** @description To the circle's question: 500 characters at most. */
            answer?: string | null;
            /** @description The secret of an invitation. */
            invitation?: string | null;
        };
        /**
         * JoinRoomBody
         * @example {
         *       "name": "Kit"
         *     }
         */
        JoinRoomBody: {
            /** @description 1 to 30 characters. Left out, it is the account's, or one that is free. */
            name?: string | null;
            /** @description Where the room wants one. */
            password?: string | null;
            /** @description Of a seat that you had: you have it again. */
            token?: string | null;
        };
        /** JoinSeat */
        JoinSeat: {
            color: string | null;
            /** @description The participant's id. */
            id: string;
            is_free: boolean;
            name: string;
        };
        /** JoinView */
        JoinView: {
            /** @description In the order of their turns. */
            seats: components["schemas"]["JoinSeat"][];
            /**
             * Format: uuid
             * @description The timer's id.
             */
            session: string;
            title: string | null;
        };
        /** JournalEntries */
        JournalEntries: {
            items: components["schemas"]["JournalEntry"][];
            next: string | null;
            /**
             * Format: int64
             * @description Where a search got to, if it did not get to the end: when the last entry was
             *     written that it opened.
             */
            searched_from_ms: number | null;
        };
        /**
         * JournalEntry
         * @description What somebody wrote.
         */
        JournalEntry: {
            /** Format: int64 */
            created_ms: number;
            /** @description As `2026-11-30`. */
            day: string;
            /** Format: int64 */
            edited_ms: number;
            grateful_for: string[];
            /** Format: uuid */
            id: string;
            /**
             * Format: uint8
             * @description 1 to 10.
             */
            mood: number | null;
            /**
             * Format: uint16
             * @description The number of the prompt that it answers.
             */
            prompt: number | null;
            tags: string[];
            text: string;
            title: string | null;
            /**
             * Format: int64
             * @description Since when it is in the trash, for 30 days.
             */
            trashed_ms: number | null;
            /** Format: int32 */
            version: number;
            wins: string[];
        };
        /** JournalInsights */
        JournalInsights: {
            /** @description Today, as `2026-11-30`: whose other years are told. */
            as_of_day: string;
            /** @description 24, by the clock of your zone, of moods that were noted by themselves. */
            by_hour: components["schemas"]["MoodFigure"][];
            /** @description Seven, from Monday on. */
            by_weekday: components["schemas"]["MoodFigure"][];
            /** @description The first day that is told of. With `is_whole` false it is later than the span's. */
            from: string;
            /** @description False where reading ended before the span did. */
            is_whole: boolean;
            /** @description Of all moods, those of entries among them. */
            moods: components["schemas"]["MoodFigure"];
            /**
             * @description At most 50, the largest difference first: only those that chance alone sets as far
             *     apart in fewer than one of 20 tries.
             */
            tags: components["schemas"]["TagMoods"][];
            /** @description Entries of the same day in other years, newest first: at most 10. */
            this_day: components["schemas"]["ThisDayEntry"][];
            /** @description The last day that is told of. */
            until: string;
            /** @description At most 20, the most used first. */
            words: components["schemas"]["UsedWord"][];
        };
        /** JournalMood */
        JournalMood: {
            /** Format: int64 */
            at_ms: number;
            /** @description As `2026-11-30`. */
            day: string;
            /** Format: uuid */
            id: string;
            note: string | null;
            /**
             * Format: uint8
             * @description 1 to 10.
             */
            value: number;
        };
        /** JournalMoods */
        JournalMoods: {
            items: components["schemas"]["JournalMood"][];
            next: string | null;
        };
        /** JournalPrompt */
        JournalPrompt: {
            category: string;
            /** Format: uuid */
            id: string;
            /**
             * Format: uint8
             * @description 1 asks for a line, 3 for a while.
             */
            level: number;
            /** Format: uint16 */
            number: number;
            /** @description In English. */
            text: string;
        };
        /** JournalPrompts */
        JournalPrompts: {
            items: components["schemas"]["JournalPrompt"][];
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
        /**
         * Listed
         * @description A public room in the list.
         */
        Listed: {
            about: string | null;
            /** @description As it is typed, `BCDF-GHJK`. */
            code: string;
            entry: string;
            /**
             * Format: uint64
             * @description How many are here; null while live Redis cannot be asked.
             */
            present: number | null;
            /** Format: uint64 */
            seats_max: number;
            /** @description As its last recorded event left it; null where nothing happened yet. */
            status: string | null;
            title: string;
            url: string;
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
        /** Lobby */
        Lobby: {
            /** @description Whether it takes its code to join. */
            code: boolean;
            /** Format: uint8 */
            difficulty: number;
            /** Format: int64 */
            expires_ms: number;
            host: components["schemas"]["NamedSurvivor"] | null;
            /** Format: uuid */
            mission: string;
            /** Format: uint8 */
            party_max: number;
            /** Format: uint64 */
            seats: number;
        };
        /** LobbyBody */
        LobbyBody: {
            /** @description Whether it closes when the timer starts; it does, where nothing is said. */
            closes_at_start?: boolean | null;
        };
        /** LobbyList */
        LobbyList: {
            /** @description All there are: 20 at most, newest first. */
            items: components["schemas"]["Lobby"][];
        };
        /** LobbySeat */
        LobbySeat: {
            /** @description The participant's id. */
            id: string;
            name: string;
            /**
             * Format: int64
             * @description When somebody took it; null while it is free.
             */
            taken_ms: number | null;
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
        /** MadeBan */
        MadeBan: {
            /** Format: uuid */
            id: string;
        };
        /** MadeInvitation */
        MadeInvitation: {
            /** Format: uuid */
            id: string;
            /** @description Where people come in. It is told once; null where a place is kept for one. */
            url: string | null;
        };
        /** MadeLink */
        MadeLink: {
            /** Format: uuid */
            id: string;
            token: string;
            url: string;
        };
        /** MadeReport */
        MadeReport: {
            /** Format: uuid */
            id: string;
        };
        /**
         * MadeRoom
         * @description A room, and its owner's place in it.
         */
        MadeRoom: {
            /** @description As it is typed, `BCDF-GHJK`. */
            code: string;
            /**
             * Format: uuid
             * @description The session's.
             */
            id: string;
            /**
             * Format: uuid
             * @description The owner's.
             */
            seat: string;
            /** @description Of the owner's seat. It is told once. */
            token: string;
            /** @description Where others come in. */
            url: string;
        };
        /** MadeSchedule */
        MadeSchedule: {
            /** Format: uuid */
            id: string;
            /** Format: int64 */
            next_ms: number;
        };
        /** MadeWebhook */
        MadeWebhook: {
            /** Format: int64 */
            created_ms: number;
            /** @description What deliveries are signed with. This is the only time that it is shown. */
            secret: string;
            url: string;
        };
        /** Me */
        Me: {
            can: components["schemas"]["Can"];
            /** @description Where it is, in whatever channel. */
            mission: components["schemas"]["MyMission"] | null;
            /**
             * @description What they are at the camp.
             * @enum {string}
             */
            role: "owner" | "moderator" | "participant" | "viewer";
            /** @description The survivor who lives, or who was lost last. */
            survivor: components["schemas"]["Survivor"] | null;
            /**
             * Format: uuid
             * @description Null for whoever only looks.
             */
            user: string | null;
        };
        /** MeView */
        MeView: {
            /** @description To be sent as `X-CSRF-Token` with every unsafe request. */
            csrf: string;
            /** @description The address that they sign in by, for whoever has one. */
            email: string | null;
            /** @description Whether a mail that went there came back. */
            email_verified: boolean;
            /** @description Whether they have a password to sign in with. */
            has_password: boolean;
            /** Format: uuid */
            id: string;
            /**
             * @description True for a browser without an account: it has what it made, until nothing of
             *     that was used for 30 days.
             */
            is_guest: boolean;
            /** @description Their name at Twitch, for whoever has one. */
            login: string | null;
            name: string;
            /**
             * @description `admin`, `reader`, or null for whoever is no staff.
             * @enum {string|null}
             */
            role: "reader" | "admin" | null;
            /** @description Their id at Twitch, by which what belongs to their channel is found. */
            twitch_id: string | null;
        };
        /** MediaList */
        MediaList: {
            items: components["schemas"]["Medium"][];
        };
        /**
         * Medium
         * @description A file that lies on this machine.
         */
        Medium: {
            /** Format: uint64 */
            bytes: number;
            name: string;
            type: string;
            /** @description As the source of an item has it, with kind `file`. */
            url: string;
        };
        /** @enum {string} */
        MediumKind: "image" | "audio";
        /** MemberBody */
        MemberBody: {
            /** Format: uuid */
            survivor: string;
        };
        /** MemorialPage */
        MemorialPage: {
            items: components["schemas"]["MemorialStone"][];
            next: string | null;
        };
        /**
         * MemorialStone
         * @description Somebody who did not come home.
         */
        MemorialStone: {
            /**
             * @description What it met last, by its id in the pack; null where lines of that time are
             *     stored no more.
             */
            encounter: string | null;
            /** Format: int16 */
            level: number;
            /** Format: int64 */
            lost_ms: number;
            /** Format: uuid */
            mission: string;
            /** Format: int32 */
            missions: number;
            name: string;
            /**
             * Format: int64
             * @description What it had brought home, and how often it was out, in all channels.
             */
            salvage: number;
            /** Format: uuid */
            survivor: string;
            text: string | null;
        };
        /**
         * MessagePatch
         * @example {
         *       "text": "You can do it."
         *     }
         */
        MessagePatch: {
            /** @description The draft that it was written in, which ends with this. */
            draft?: components["schemas"]["DraftRef"] | null;
            kind?: components["schemas"]["CircleMessageKind"] | null;
            /** @description 1 to 2,000 characters; none, where it has media. */
            text: string;
        };
        /**
         * @description Each is 2 to 25 characters, begins with `!` and has no space; no two are the
         *     same. Only messages of the broadcaster and of moderators are commands.
         */
        MeterChatWords: {
            cancel: string;
            /** @description With a time behind it; without, 30 seconds. */
            extend: string;
            on: boolean;
            /**
             * @description With `90s` or `2m` behind it a time, then the question; with
             *     choices as `!poll Where to? | Castle | Woods`, which are voted for by
             *     their numbers.
             */
            start: string;
            stop: string;
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
            /**
             * Format: uuid
             * @description The round that it is meant for: when it has ended by then, no other is
             *     stopped in its place.
             */
            round?: string | null;
        } | {
            /** @enum {string} */
            command: "extend_round";
            /**
             * Format: uuid
             * @description The round that it is meant for.
             */
            round?: string | null;
            /** Format: uint32 */
            s: number;
        } | {
            /** @enum {string} */
            command: "cancel_round";
            /**
             * Format: uuid
             * @description The round that it is meant for.
             */
            round?: string | null;
        };
        MeterConfig: {
            /** @description Words by which moderators control rounds from chat. */
            chat?: components["schemas"]["MeterChatWords"];
            /**
             * Format: double
             * @description How fast the bar falls back: 0.1 to 2.0 a second.
             */
            decay_per_s: number;
            display: components["schemas"]["MeterDisplay"];
            labels: components["schemas"]["MeterLabels"];
            model: components["schemas"]["MeterModel"];
            /** @description What stands on the bar in figures. */
            numbers?: components["schemas"]["MeterNumbers"];
            /**
             * Format: uint32
             * @description How long screens show what a round came to: 0 to 60 s.
             */
            result_s?: number;
            /** @description What the bot says in chat. */
            say?: components["schemas"]["MeterSay"];
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
            /** @description Words by which moderators control rounds from chat. */
            chat?: components["schemas"]["MeterChatWords"];
            /**
             * Format: double
             * @description How fast the bar falls back: 0.1 to 2.0 a second.
             */
            decay_per_s?: number;
            display?: components["schemas"]["MeterDisplay"];
            labels?: components["schemas"]["MeterLabels"];
            model?: components["schemas"]["MeterModel"];
            /** @description What stands on the bar in figures. */
            numbers?: components["schemas"]["MeterNumbers"];
            /**
             * Format: uint32
             * @description How long screens show what a round came to: 0 to 60 s.
             */
            result_s?: number;
            /** @description What the bot says in chat. */
            say?: components["schemas"]["MeterSay"];
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
        MeterNumbers: "none" | "share" | "votes";
        MeterOutcome: {
            /** @description What chat chose from; absent when it was about the two sides. */
            choices?: components["schemas"]["MeterChoice"][];
            counts: components["schemas"]["MeterCounts"];
            /** Format: uuid */
            id: string;
            question: string;
            /**
             * Format: int64
             * @description Screens show it until then.
             */
            until_ms: number;
            /**
             * Format: uint
             * @description Which of the counts is the most; null for a tie.
             */
            winner: number | null;
        };
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
        /** @description What the bot says in chat. */
        MeterSay: {
            /** @description The question of a round that begins, and how to answer it. */
            question: boolean;
            /** @description What a round came to. */
            result: boolean;
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
            numbers: components["schemas"]["MeterNumbers"];
            /** @description What the last one came to, while it is shown. */
            result: components["schemas"]["MeterOutcome"] | null;
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
        /** Mission */
        Mission: {
            /** Format: uuid */
            id: string;
            /** @description One's own place there; null for whoever has none, and once one is home. */
            me: components["schemas"]["MyMission"] | null;
            rev: string;
            view: components["schemas"]["ExpeditionView"];
        };
        /** @description What becomes of ticks that were due while nothing ran. */
        MissionAfterOutage: "tell" | "hold";
        /** @description How broadcasts of a camp go. */
        MissionBroadcasts: {
            /**
             * Format: int64
             * @description When the last one was sent.
             */
            last_ms: number | null;
            /** @description Why none is sent: `limited`, `refused`, `too_large` or `unreachable`. */
            problem: string | null;
            /**
             * Format: uint64
             * @description Since live Redis was last empty.
             */
            sent: number;
            /**
             * Format: uint64
             * @description Lines that are not sent yet.
             */
            waiting: number;
        };
        /** @description A content pack; the newest one where no version is named. */
        MissionChosen: {
            id: string;
            /** Format: int64 */
            version?: number | null;
        };
        MissionCommand: {
            /** @enum {string} */
            command: "open";
        } | {
            /** @enum {string} */
            command: "close";
        } | {
            /** @enum {string} */
            command: "hide_name";
            /** @description 1 to 200 characters. */
            reason?: string | null;
            /** Format: uuid */
            survivor: string;
        } | {
            /** @enum {string} */
            command: "show_name";
            /** Format: uuid */
            survivor: string;
        } | {
            /** @enum {string} */
            command: "reset_lobby";
            /** Format: uuid */
            mission: string;
        } | {
            /** @enum {string} */
            command: "close_season";
        } | {
            /** @enum {string} */
            command: "test_line";
        };
        MissionConfig: {
            /** @description Whether what was due while nothing ran happens all the same, or later. */
            after_outage: components["schemas"]["MissionAfterOutage"];
            /** @description Names of nobody here, up to 200, 1 to 20 characters each. */
            blocked_names: string[];
            /** @description A chat message equal to it goes out alone: 1 to 50 characters. */
            chat_word: string | null;
            /** @description Those that may be chosen: 1 to 3, each once. */
            difficulties: number[];
            /** @description Whose names survivors have: the pack's only, or their people's own. */
            names: components["schemas"]["MissionNames"];
            /**
             * Format: uint32
             * @description How many may be out at once: 1 to 20,000.
             */
            out_max: number;
            pack: components["schemas"]["MissionChosen"];
            /**
             * Format: uint8
             * @description 1 to 4.
             */
            party_max: number;
            /**
             * Format: uint32
             * @description How long whoever came home stays: 0 to 86,400.
             */
            rest_s: number;
            season: components["schemas"]["MissionSeasons"] | null;
            /** @description What the third mark means. */
            third_mark: components["schemas"]["MissionThirdMark"];
            /**
             * Format: int64
             * @description From one thing that happens to the next: 5,000 to 3,600,000.
             */
            tick_ms: number;
            ticker: components["schemas"]["MissionTicker"];
        };
        MissionConfigGiven: {
            /** @description Whether what was due while nothing ran happens all the same, or later. */
            after_outage?: components["schemas"]["MissionAfterOutage"];
            /** @description Names of nobody here, up to 200, 1 to 20 characters each. */
            blocked_names?: string[];
            /** @description A chat message equal to it goes out alone: 1 to 50 characters. */
            chat_word?: string | null;
            /** @description Those that may be chosen: 1 to 3, each once. */
            difficulties?: number[];
            /** @description Whose names survivors have: the pack's only, or their people's own. */
            names?: components["schemas"]["MissionNames"];
            /**
             * Format: uint32
             * @description How many may be out at once: 1 to 20,000.
             */
            out_max?: number;
            pack?: components["schemas"]["MissionChosen"];
            /**
             * Format: uint8
             * @description 1 to 4.
             */
            party_max?: number;
            /**
             * Format: uint32
             * @description How long whoever came home stays: 0 to 86,400.
             */
            rest_s?: number;
            season?: components["schemas"]["MissionSeasons"] | null;
            /** @description What the third mark means. */
            third_mark?: components["schemas"]["MissionThirdMark"];
            /**
             * Format: int64
             * @description From one thing that happens to the next: 5,000 to 3,600,000.
             */
            tick_ms?: number;
            ticker?: components["schemas"]["MissionTicker"];
        };
        /** @enum {string} */
        MissionCorner: "top_left" | "top_right" | "bottom_left" | "bottom_right";
        /** @description A survivor whose name a moderator hid. */
        MissionHidden: {
            /** Format: int64 */
            at_ms: number;
            /** Format: uuid */
            survivor: string;
        };
        MissionLine: {
            /** Format: int64 */
            at_ms: number;
            /**
             * Format: uuid
             * @description Null for a line that the streamer asked for.
             */
            mission: string | null;
            name: string;
            outcome: components["schemas"]["MissionOutcome"];
            text: string;
            /** Format: uint32 */
            tick: number;
        };
        /** @description A party that has not left yet. */
        MissionLobby: {
            /** @description Whether it takes its code to join. */
            code: boolean;
            /** Format: uint8 */
            difficulty: number;
            /** Format: int64 */
            expires_ms: number;
            /** @description Null until somebody sits there. */
            host: components["schemas"]["MissionPerson"] | null;
            /** Format: uuid */
            mission: string;
            /** Format: uint8 */
            party_max: number;
            /** Format: uint */
            seats: number;
        };
        /** MissionLog */
        MissionLog: {
            /** @description Oldest first: all behind `after_tick`. */
            items: components["schemas"]["StoredLine"][];
            /** @enum {string} */
            status: "lobby" | "in_progress" | "completed" | "failed" | "abandoned";
        };
        /** @description Which pack, to the letter. */
        MissionNamed: {
            /** @description SHA-256 of its RFC 8785 form, in hex. */
            hash: string;
            id: string;
            /** Format: int64 */
            version: number;
        };
        /** @enum {string} */
        MissionNames: "pack" | "free";
        /**
         * @description How an encounter went for one of the party.
         * @enum {string}
         */
        MissionOutcome: "success" | "setback" | "hurt" | "lost";
        MissionPerson: {
            name: string;
            /** Format: uuid */
            survivor: string;
        };
        MissionScored: {
            name: string;
            /** Format: int64 */
            salvage: number;
            /** Format: uuid */
            survivor: string;
        };
        MissionSeasonShown: {
            /** Format: int64 */
            ends_ms: number;
            title: string;
            /** @description Most salvage first, up to 5. */
            top: components["schemas"]["MissionScored"][];
        };
        /** @description One season follows the other. */
        MissionSeasons: {
            /**
             * Format: uint32
             * @description 1 to 92.
             */
            days: number;
            /** @description 1 to 40 characters. */
            title: string;
        };
        /** @description What the third mark means for a survivor. */
        MissionThirdMark: "lost" | "rest";
        MissionTicker: {
            corner: components["schemas"]["MissionCorner"];
            /**
             * Format: uint8
             * @description 1 to 5.
             */
            lines: number;
        };
        MissionView: {
            difficulties: number[];
            /** @description For the owner: how the extension's broadcasts go; null before the first. */
            extension?: components["schemas"]["MissionBroadcasts"] | null;
            /** @description For moderators: whose names were hidden here, newest first. */
            hidden?: components["schemas"]["MissionHidden"][] | null;
            /** @description Parties that have not left yet, newest first, up to 10. */
            lobbies: components["schemas"]["MissionLobby"][];
            /**
             * Format: uint64
             * @description Since midnight, UTC.
             */
            lost_today: number;
            /**
             * Format: int64
             * @description Server time of this view.
             */
            now_ms: number;
            open: boolean;
            /**
             * Format: uint64
             * @description How many survivors are out.
             */
            out: number;
            /** @description Null where this release does not know it. */
            pack: components["schemas"]["MissionNamed"] | null;
            /** @description Where the ticker stands on a stream, and how many lines it has there. */
            place: components["schemas"]["MissionTicker"];
            season: components["schemas"]["MissionSeasonShown"] | null;
            /**
             * Format: uint64
             * @description Grows with each change of what children say.
             */
            seq: number;
            /** Format: int64 */
            tick_ms: number;
            /** @description Newest first, up to 10. */
            ticker: components["schemas"]["MissionLine"][];
            /** @description The pack's words, by what code calls it. */
            words: {
                [key: string]: string;
            };
        };
        /**
         * Moderation
         * @description What only those in charge see.
         */
        Moderation: {
            bans: components["schemas"]["RoomBan"][];
            mutes: components["schemas"]["RoomMute"][];
        };
        /** MoodFigure */
        MoodFigure: {
            /** Format: uint32 */
            count: number;
            /**
             * Format: uint32
             * @description Their mean, 1 to 10 in tenths of it: 65 is 6.5.
             */
            mean_tenths: number | null;
            /**
             * Format: uint32
             * @description Their standard deviation, in tenths; null where they are fewer than two.
             */
            spread_tenths: number | null;
        };
        /**
         * MyMission
         * @description A mission that one's survivor sits in or is out on.
         */
        MyMission: {
            /** Format: uuid */
            camp: string;
            /** @description What others need to join, where it takes a code. */
            code: string | null;
            /** Format: uuid */
            id: string;
            is_host: boolean;
            /**
             * Format: int64
             * @description The host ends it then.
             */
            recall_ms: number | null;
            /** Format: int16 */
            slot: number;
            /** @enum {string} */
            status: "lobby" | "in_progress" | "completed" | "failed" | "abandoned";
            /** Format: uuid */
            survivor: string;
            /**
             * Format: int64
             * @description It turns back from then on.
             */
            turn_back_ms: number | null;
        };
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
        /**
         * NamedSurvivor
         * @description A survivor, and what it is called there.
         */
        NamedSurvivor: {
            name: string;
            /** Format: uuid */
            survivor: string;
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
        /**
         * NewAppealBody
         * @example {
         *       "decision": "0197f3c2-5b1e-7c40-9a6d-2f8e41d07b37",
         *       "text": "I named my own brother, and he knows."
         *     }
         */
        NewAppealBody: {
            /** Format: uuid */
            decision: string;
            /** @description 1 to 1,000 characters. */
            text: string;
        };
        /**
         * NewCalendar
         * @example {
         *       "starts_h": 3,
         *       "zone": "Europe/Berlin"
         *     }
         */
        NewCalendar: {
            /**
             * Format: uint8
             * @description The hour at which a day begins, 0 to 6.
             */
            starts_h: number;
            /** @description As `Europe/Berlin`. */
            zone: string;
        };
        /**
         * NewCode
         * @description A code that a room is found by from now on.
         */
        NewCode: {
            /** @description As it is typed, `BCDF-GHJK`. */
            code: string;
            url: string;
        };
        /**
         * NewCommentBody
         * @example {
         *       "text": "With you"
         *     }
         */
        NewCommentBody: {
            /** @description The draft that it was written in, which ends with this. */
            draft?: components["schemas"]["DraftRef"] | null;
            /**
             * Format: uuid
             * @description The comment that it answers, which answers none itself.
             */
            parent?: string | null;
            /** @description 1 to 1,000 characters. */
            text: string;
        };
        /**
         * NewEmail
         * @example {
         *       "email": "jo@example.org",
         *       "password": "two boats, 1 bridge"
         *     }
         */
        NewEmail: {
            email: string;
            /** @description What the mail is written in: `en` or `de`. */
            language?: string | null;
            /** @description The one that you have, if you have one. */
            password?: string | null;
        };
        /**
         * NewJournalEntry
         * @example {
         *       "mood": 8,
         *       "tags": [
         *         "walk"
         *       ],
         *       "text": "We walked to the lighthouse and back.",
         *       "title": "By the sea",
         *       "wins": [
         *         "Left the phone at home"
         *       ]
         *     }
         */
        NewJournalEntry: {
            /** @description Today or yesterday, as `2026-11-30`; today if it is left out. */
            day?: string | null;
            /** @description The draft that it was written in, which ends with this. */
            draft?: components["schemas"]["DraftRef"] | null;
            /**
             * @description At most 10, of 200 characters.
             * @default []
             */
            grateful_for?: string[] | null;
            /**
             * Format: uuid
             * @description Sent again with the same id, it is there once.
             */
            id?: string | null;
            /**
             * Format: uint8
             * @description 1 to 10.
             */
            mood?: number | null;
            /**
             * Format: uint16
             * @description The number of the prompt that it answers.
             */
            prompt?: number | null;
            /**
             * @description At most 20, of 40 characters.
             * @default []
             */
            tags?: string[] | null;
            /**
             * @description At most 50,000 characters. Empty only where something else says something.
             * @default
             */
            text?: string | null;
            /** @description At most 200 characters. */
            title?: string | null;
            /**
             * @description At most 10, of 200 characters.
             * @default []
             */
            wins?: string[] | null;
        };
        /** NewLinkBody */
        NewLinkBody: {
            /** @description Whose seat it is, where a kind has seats: 1 to 64 characters. */
            participant?: string | null;
            role: components["schemas"]["LinkRole"];
        };
        /**
         * NewMessageBody
         * @example {
         *       "kind": "encouragement",
         *       "text": "You *can* do it."
         *     }
         */
        NewMessageBody: {
            /**
             * @description What each of the images shows, in their order: 300 characters at most, empty where
             *     nothing is said of it.
             * @default []
             */
            alts?: string[] | null;
            /**
             * @description Said without your name, where the circle lets its members (`anonymous`): nobody but
             *     an administrator of the house can find out who said it. Then it has no media, is said
             *     at once, and is no announcement.
             * @default false
             */
            anonymous?: boolean | null;
            /**
             * Format: int64
             * @description When it is said, within 30 days; at once where it is left out. Of moderators.
             */
            at_ms?: number | null;
            /** @description The draft that it was written in, which ends with this. */
            draft?: components["schemas"]["DraftRef"] | null;
            kind: components["schemas"]["CircleMessageKind"];
            /**
             * @description Up to four images of yours, or one recording, that nothing has yet; by their ids.
             *     The text may be empty then, and nothing of it is said later.
             * @default []
             */
            media?: string[] | null;
            /** @description 1 to 2,000 characters, in a small part of Markdown. */
            text: string;
        };
        /** NewMissionBody */
        NewMissionBody: {
            /**
             * Format: uint8
             * @description One of those that the camp offers.
             */
            difficulty: number;
            party: components["schemas"]["PartyWanted"];
        };
        /**
         * NewMood
         * @example {
         *       "note": "Rested",
         *       "value": 7
         *     }
         */
        NewMood: {
            /**
             * Format: int64
             * @description When it was felt, 48 hours ago at most; now if it is left out.
             */
            at_ms?: number | null;
            /** @description The draft that it was written in, which ends with this. */
            draft?: components["schemas"]["DraftRef"] | null;
            /**
             * Format: uuid
             * @description Sent again with the same id, it is there once.
             */
            id?: string | null;
            /** @description At most 500 characters. */
            note?: string | null;
            /**
             * Format: uint8
             * @description 1 to 10.
             */
            value: number;
        };
        /**
         * NewPassword
         * @example {
         *       "current": "two boats, 1 bridge",
         *       "password": "a heron over 3 grey roofs"
         *     }
         */
        NewPassword: {
            /** @description The one that you have, if you have one. */
            current?: string | null;
            /** @description What a mail about it is written in: `en` or `de`. */
            language?: string | null;
            /** @description 100 characters at most, and not soon guessed: 3 of zxcvbn's 4. */
            password: string;
        };
        /**
         * NewRoomBody
         * @example {
         *       "config": {
         *         "items": [
         *           {
         *             "source": {
         *               "kind": "file",
         *               "url": "https://example.com/clip.webm"
         *             }
         *           }
         *         ],
         *         "title": "Film night"
         *       },
         *       "name": "Ada"
         *     }
         */
        NewRoomBody: {
            /** @description What is left out has its default, the title, too. */
            config?: unknown;
            /** @description What its owner is called there: 1 to 30 characters. */
            name?: string | null;
        };
        /**
         * NewScheduleBody
         * @example {
         *       "at": "2030-12-06T20:00",
         *       "repeat": "weekly",
         *       "zone": "Europe/Berlin"
         *     }
         */
        NewScheduleBody: {
            /** @description By the clock of the zone: `2026-12-04T20:00`. */
            at: string;
            /**
             * Format: uint32
             * @description So many minutes before, calendars and the room remind of it: 1 to 10,080.
             */
            remind_min?: number | null;
            /**
             * @description Whether it is every week at that hour.
             * @default once
             */
            repeat?: (components["schemas"]["Repeat"] & unknown) | null;
            /**
             * @description Whether it plays then by itself.
             * @default false
             */
            start?: boolean | null;
            /** @description As IANA calls it: `Europe/Berlin`. */
            zone: string;
        };
        /** NewSessionBody */
        NewSessionBody: {
            config?: (components["schemas"]["MeterConfigGiven"] | components["schemas"]["TimerConfigGiven"] | components["schemas"]["MissionConfigGiven"] | components["schemas"]["RoomConfigGiven"]) | null;
            /** @enum {string} */
            kind: "meter" | "timer" | "mission" | "room";
        };
        /** NewSurvivorBody */
        NewSurvivorBody: {
            bent: components["schemas"]["Bent"];
            /** @description Shown where a camp lets people name their survivors: 2 to 20 characters. */
            name?: string | null;
        };
        /** NewTemplateBody */
        NewTemplateBody: {
            /** @description A command of the kind. Left out, the template is for a session. */
            command?: string | null;
            /** @description A session's config, or the arguments of the command. */
            config: unknown;
            kind: string;
            /** @description 1 to 60 characters. */
            name: string;
        };
        /**
         * NewTrackBody
         * @example {
         *       "label": "English",
         *       "lang": "en",
         *       "text": "00:01.000 --> 00:03.000\nGood evening."
         *     }
         */
        NewTrackBody: {
            /** @description 1 to 60 characters. */
            label: string;
            /** @description As in BCP 47: `en`, `pt-BR`. */
            lang: string;
            /** @description A file of `WebVTT` or `SubRip`: 512 KiB at most. */
            text: string;
        };
        /** NewWebhookBody */
        NewWebhookBody: {
            /**
             * @description An `https://` address that everybody can reach, at port 443 or 8443, without
             *     a user or a password.
             */
            url: string;
        };
        /**
         * @description What a warning of whoever said it comes to now.
         * @enum {string}
         */
        NextWarning: "warn" | "restrict_day" | "restrict_week" | "ban";
        /**
         * Notice
         * @description What somebody is told: one notice a day for what is alike.
         */
        Notice: {
            about: components["schemas"]["NoticeAbout"];
            /** @description Whoever caused it last, newest first; three at most. */
            actors: components["schemas"]["NoticeActor"][];
            /** Format: int64 */
            at_ms: number;
            /**
             * Format: int32
             * @description How many people did, or how many ask to join.
             */
            count: number;
            /** Format: uuid */
            id: string;
            read: boolean;
            type: components["schemas"]["NoticeType"];
        };
        /**
         * NoticeAbout
         * @description What a notice is about; what does not belong to its type is null.
         */
        NoticeAbout: {
            /**
             * @description Whether it is about what you said without your name: it leads to the circle alone,
             *     and names nobody.
             */
            anonymous: boolean;
            /** Format: uuid */
            circle: string | null;
            circle_name: string | null;
            /** Format: int64 */
            comments: number | null;
            /**
             * Format: uuid
             * @description What was decided, where you may say something against it, or did.
             */
            decision: string | null;
            /**
             * Format: int64
             * @description Of `weekly_summary`: days that you wrote on, messages of yours, and what they got.
             */
            entries: number | null;
            is_comment: boolean;
            /**
             * Format: uuid
             * @description The message or comment itself.
             */
            item: string | null;
            /**
             * Format: uuid
             * @description Where it leads in that circle.
             */
            message: string | null;
            /** Format: int64 */
            messages: number | null;
            /** Format: int64 */
            reactions: number | null;
            /** @description A moderator's words. */
            reason: string | null;
            /** @description Of `role`. */
            role: components["schemas"]["NoticeRole"] | null;
            /**
             * Format: int32
             * @description The circle's rule that it is about: its place in the list, from 0.
             */
            rule: number | null;
            /** Format: int64 */
            until_ms: number | null;
            /** @description Of `system`. */
            what: components["schemas"]["NoticeWhat"] | null;
        };
        /** NoticeActor */
        NoticeActor: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        /** @enum {string} */
        NoticeLanguage: "en" | "de";
        /** @enum {string} */
        NoticeMail: "off" | "instantly" | "daily" | "weekly";
        /** NoticePage */
        NoticePage: {
            items: components["schemas"]["Notice"][];
            next: string | null;
            /**
             * Format: int64
             * @description When this was so: what you mark as read up to then is no more than you were told.
             */
            now_ms: number;
            /**
             * Format: int64
             * @description How many are unread, of all.
             */
            unread: number;
        };
        /** @enum {string} */
        NoticeRole: "member" | "moderator" | "admin" | "owner";
        /** NoticeSettings */
        NoticeSettings: {
            /** @description Whether mail can come to you: the house sends some, and your address is proven. */
            can_mail: boolean;
            language: components["schemas"]["NoticeLanguage"];
            mail: components["schemas"]["NoticeMail"];
            off: components["schemas"]["NoticeType"][];
            push_off: components["schemas"]["NoticeType"][];
            quiet: components["schemas"]["QuietHours"] | null;
            reminder: string | null;
            weekly_summary: boolean;
            /** @description Null until you set any of this: it is UTC's then. */
            zone: string | null;
        };
        /**
         * NoticeSettingsBody
         * @example {
         *       "language": "en",
         *       "mail": "daily",
         *       "off": [
         *         "message_reaction"
         *       ],
         *       "push_off": [
         *         "weekly_summary"
         *       ],
         *       "quiet": {
         *         "from": "22:00",
         *         "to": "07:00"
         *       },
         *       "reminder": "20:00",
         *       "weekly_summary": true,
         *       "zone": "Europe/Berlin"
         *     }
         */
        NoticeSettingsBody: {
            /** @description Of mails. */
            language: components["schemas"]["NoticeLanguage"];
            mail: components["schemas"]["NoticeMail"];
            /** @description What only stands in the inbox, and is told by no mail and on no device. */
            off: components["schemas"]["NoticeType"][];
            /**
             * @description What your devices are not told either.
             * @default []
             */
            push_off?: components["schemas"]["NoticeType"][] | null;
            /** @description Nothing is told then; it waits. */
            quiet?: components["schemas"]["QuietHours"] | null;
            /** @description When to be told to write, on days without an entry: `20:00`. */
            reminder?: string | null;
            weekly_summary: boolean;
            /** @description As IANA calls it: `Europe/Berlin`. */
            zone: string;
        };
        /** @enum {string} */
        NoticeType: "message_reaction" | "message_comment" | "circle_invitation" | "circle_join_request" | "circle_waiting" | "daily_reminder" | "weekly_summary" | "system";
        /**
         * @description What was decided about you, or for you.
         * @enum {string}
         */
        NoticeWhat: "warn" | "hide" | "remove" | "restrict" | "ban" | "let_in" | "refused" | "role" | "offered" | "report_closed" | "appeal_upheld" | "appeal_overturned";
        /**
         * Outing
         * @description A mission that a survivor was on.
         */
        Outing: {
            /** Format: uuid */
            camp: string;
            /** Format: int16 */
            difficulty: number;
            /**
             * Format: int64
             * @description Null while it is out.
             */
            home_ms: number | null;
            is_lost: boolean;
            /** Format: int64 */
            joined_ms: number;
            /** Format: uuid */
            mission: string;
            /** @description As it was called there. */
            name: string;
            /** Format: int64 */
            salvage: number;
            /** Format: int16 */
            slot: number;
            /** @enum {string} */
            status: "lobby" | "in_progress" | "completed" | "failed" | "abandoned";
            /** Format: int64 */
            xp: number;
        };
        /** OutingPage */
        OutingPage: {
            items: components["schemas"]["Outing"][];
            next: string | null;
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
             * @description Sessions that wait for a person; null while live Redis cannot be asked.
             */
            parked: number | null;
            /** Format: int64 */
            quarantined: number;
            queues: components["schemas"]["QueueView"][];
            /** Format: uint32 */
            workers: number;
        };
        /**
         * OwnAppeal
         * @description What you said against a decision, and what became of that.
         */
        OwnAppeal: {
            /** Format: int64 */
            at_ms: number;
            /** Format: int64 */
            decided_ms: number | null;
            /** Format: uuid */
            id: string;
            /** @description What whoever decided about it said. */
            reason: string | null;
            state: components["schemas"]["AppealState"];
            text: string;
        };
        /**
         * OwnDecision
         * @description What was decided about you.
         */
        OwnDecision: {
            act: components["schemas"]["DecisionAct"];
            /**
             * @description Whether it is about what you said without your name: then you are restricted in that
             *     alone, and who decides about an appeal does not learn who you are.
             */
            anonymous: boolean;
            appeal: components["schemas"]["OwnAppeal"] | null;
            /**
             * Format: int64
             * @description Until when you may say something against it, once.
             */
            appeal_until_ms: number;
            /** Format: int64 */
            at_ms: number;
            /** @description What a warning came to; else the act itself. */
            came_to: components["schemas"]["DecisionAct"];
            /** Format: uuid */
            circle: string;
            /** @description Null of a circle that you may not see. */
            circle_name: string | null;
            /** Format: uuid */
            id: string;
            /** @description Whether it was taken back. */
            lifted: boolean;
            reason: string | null;
            /**
             * Format: int16
             * @description The circle's rule that it is about: its place in the list, from 0.
             */
            rule: number | null;
            /** @description What you said that it is about; null once that is removed. */
            text: string | null;
            /** Format: int64 */
            until_ms: number | null;
        };
        /** OwnDecisions */
        OwnDecisions: {
            items: components["schemas"]["OwnDecision"][];
            next: string | null;
        };
        /** PackNamed */
        PackNamed: {
            /** @description SHA-256 of its RFC 8785 form, in hex. */
            hash: string;
            id: string;
            /** Format: int64 */
            version: number;
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
        /** @enum {string} */
        PartyWanted: "solo" | "open" | "code";
        /**
         * PasswordBody
         * @example {
         *       "password": "ask at the door"
         *     }
         */
        PasswordBody: {
            /** @description 1 to 100 characters; null takes it away. */
            password?: string | null;
        };
        /**
         * Past
         * @description A session as it was.
         */
        Past: {
            /** Format: int64 */
            config_version: number;
            rev: string;
            view: components["schemas"]["MeterView"] | components["schemas"]["TimerView"] | components["schemas"]["MissionView"] | components["schemas"]["ExpeditionView"] | components["schemas"]["RoomView"];
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
         * PresenceBody
         * @example {
         *       "seen": false
         *     }
         */
        PresenceBody: {
            seen: boolean;
        };
        /** PresenceView */
        PresenceView: {
            /** @description Where friends are now. */
            friends: components["schemas"]["FriendHere"][];
            /** @description Whether friends see where you are. */
            seen: boolean;
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
        /**
         * PromptAct
         * @example {
         *       "act": "swap",
         *       "number": 1
         *     }
         */
        PromptAct: {
            /**
             * @description `skip` or `swap`.
             * @enum {string}
             */
            act: "skip" | "swap";
            /**
             * Format: uint16
             * @description The number of the prompt that you saw. One that is not the day's any more is not
             *     swapped again, and not skipped.
             */
            number: number;
        };
        /** PromptOfDay */
        PromptOfDay: {
            day: string;
            is_skipped: boolean;
            prompt: components["schemas"]["JournalPrompt"];
            /**
             * Format: int16
             * @description How many others the day offers still.
             */
            swaps_left: number;
        };
        /**
         * PublicRoom
         * @description What everybody may know of a room.
         */
        PublicRoom: {
            about: string | null;
            /** @description As it is typed, `BCDF-GHJK`. */
            code: string;
            /** @description `open`, `accounts`, `friends`, `password` or `knock`. */
            entry: string;
            /** @description Whether people without an account may sit. */
            guests: boolean;
            /** @description Hosts that will see the address of whoever watches: 20 at most. */
            hosts: string[];
            /**
             * Format: uuid
             * @description The session's.
             */
            id: string;
            /** @description What is on the screens, where the room shows it. */
            item_title: string | null;
            /** Format: int64 */
            now_ms: number;
            /**
             * Format: uint32
             * @description How many are here.
             */
            present: number;
            /** Format: uint32 */
            seats_max: number;
            slug: string | null;
            status: string;
            title: string;
            url: string;
        };
        /**
         * PushBody
         * @description As the browser's subscription has it.
         * @example {
         *       "auth": "BTBZMqHH6r4Tts7J_aSIgg",
         *       "endpoint": "https://push.example.org/0197f3c25b1e7c409a6d2f8e41d07b37",
         *       "key": "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8",
         *       "name": "Firefox on Linux",
         *       "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
         *     }
         */
        PushBody: {
            /** @description Of `keys`: 16 bytes in base64url. */
            auth: string;
            /** @description 1,024 bytes at most. */
            endpoint: string;
            /** @description What it was subscribed with. */
            key: string;
            /** @description What you know the device by: 1 to 60 characters. */
            name: string;
            /** @description Of `keys`: 65 bytes in base64url. */
            p256dh: string;
        };
        /**
         * PushDevice
         * @description A browser that lets itself be told.
         */
        PushDevice: {
            /** Format: uuid */
            id: string;
            /** @description Whether its page has to be opened once, for the house has another key by now. */
            is_old: boolean;
            /** @description Whether it is the browser that asks. */
            is_this: boolean;
            /** Format: int64 */
            made_at_ms: number;
            name: string;
            /** @description The host of its push service. */
            service: string;
            /**
             * Format: int64
             * @description When its push service last took something for it.
             */
            used_at_ms: number | null;
        };
        /** PushState */
        PushState: {
            /** @description The newest first; ten at most. */
            devices: components["schemas"]["PushDevice"][];
            /**
             * @description What browsers subscribe with (`applicationServerKey`), in base64url; null where
             *     the house pushes nothing.
             */
            key: string | null;
        };
        /**
         * PutDraft
         * @example {
         *       "content": {
         *         "text": "We walked to"
         *       },
         *       "editor": "0197f3c2-5b1e-7c40-9a6d-2f8e41d07b37",
         *       "of": {
         *         "what": "entry"
         *       },
         *       "seq": 1
         *     }
         */
        PutDraft: {
            /** @description The rev that the text goes on from; null for a new draft. */
            base?: string | null;
            /** @description At most 64 KiB of JSON. */
            content: unknown;
            /** @description The newest rev that was told as durable. */
            durable?: string | null;
            /**
             * Format: uuid
             * @description The page that it is written in.
             */
            editor: string;
            of: components["schemas"]["DraftAbout"];
            /**
             * Format: uint64
             * @description Higher with each change of that page.
             */
            seq: number;
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
             * @description `open`, `paused`, `draining`, or `unknown` to this release: then nothing starts.
             * @enum {string}
             */
            state: "open" | "paused" | "draining" | "unknown";
            /**
             * Format: int64
             * @description Durable jobs and signals together.
             */
            waiting: number;
        };
        /** QuietHours */
        QuietHours: {
            /** @description By your clock: `22:00`. */
            from: string;
            to: string;
        };
        /**
         * Reacted
         * @description How many reacted how, and you.
         */
        Reacted: {
            counts: components["schemas"]["CircleCounts"];
            reaction: components["schemas"]["CircleReaction"] | null;
        };
        /**
         * ReactionBody
         * @example {
         *       "kind": "love"
         *     }
         */
        ReactionBody: {
            kind: components["schemas"]["CircleReaction"];
        };
        /**
         * ReadBody
         * @example {
         *       "seq": 12
         *     }
         */
        ReadBody: {
            /**
             * Format: int64
             * @description The newest message that you have seen.
             */
            seq: number;
        };
        /**
         * ReadNoticesBody
         * @description Some, or all: as they were at a time.
         * @example {
         *       "ids": [
         *         "0197f3c2-5b1e-7c40-9a6d-2f8e41d07b37"
         *       ]
         *     }
         */
        ReadNoticesBody: {
            /** @description 1 to 100; null for all, which wants `until_ms`. */
            ids?: string[] | null;
            /**
             * Format: int64
             * @description The `now_ms` of the list that was read: what came into a notice since is unread.
             */
            until_ms?: number | null;
        };
        /** ReadUntil */
        ReadUntil: {
            /** Format: int64 */
            read: number;
        };
        /** RegardedPeople */
        RegardedPeople: {
            /** @description The last first. */
            items: components["schemas"]["RegardedPerson"][];
            next: string | null;
        };
        /**
         * RegardedPerson
         * @description Somebody whom you follow, block or mute.
         */
        RegardedPerson: {
            /** Format: int64 */
            at_ms: number;
            /** Format: uuid */
            id: string;
            name: string;
            /**
             * Format: int64
             * @description When a mute ends; null of one that does not.
             */
            until_ms: number | null;
        };
        /** @enum {string} */
        Repeat: "once" | "weekly";
        /** Replay */
        Replay: {
            /** Format: uuid */
            camp: string;
            /** @description What the seed says, with all that chances were made of. */
            computed: components["schemas"]["ComputedLine"][];
            computed_results: components["schemas"]["ComputedResults"];
            /** Format: int64 */
            depart_ms: number;
            /** Format: int16 */
            difficulty: number;
            /**
             * @description Whether what is stored is what the seed says, to the letter; null where lines are
             *     stored no more.
             */
            is_same: boolean | null;
            /** @description Whether the seal is the seed's. */
            is_sealed: boolean;
            pack: components["schemas"]["PackNamed"];
            /** @description As they left, by slot. */
            party: components["schemas"]["Departed"][];
            /**
             * Format: uint32
             * @description The number of the rules that it is told by.
             */
            resolver: number;
            results: components["schemas"]["ExpeditionResults"];
            /** @description Public since the departure: SHA-256 of the seed. */
            seal: string;
            seed: string;
            /** @enum {string} */
            status: "lobby" | "in_progress" | "completed" | "failed" | "abandoned";
            /** @description Empty where lines of that time are stored no more. */
            stored: components["schemas"]["StoredLine"][];
            /** Format: int64 */
            tick_ms: number;
            /** @description Who turned back, and from when on. */
            turn_backs: components["schemas"]["TurnedBack"][];
        };
        /**
         * ReportBody
         * @example {
         *       "reason": "spam",
         *       "seat": "0197f3c2-5b1e-7c40-9a6d-2f8e41d07b37",
         *       "text": "The same link again"
         *     }
         */
        ReportBody: {
            /**
             * Format: int64
             * @description Against which line.
             */
            n?: number | null;
            reason: components["schemas"]["ReportReason"];
            /**
             * Format: uuid
             * @description Against whom.
             */
            seat?: string | null;
            /** @description 1 to 1,000 characters. */
            text?: string | null;
        };
        /** @enum {string} */
        ReportReason: "spam" | "abuse" | "harm" | "illegal" | "other";
        /** Returned */
        Returned: {
            healed: boolean;
            hurt: boolean;
            lost: boolean;
            /** Format: uint8 */
            marks: number;
            /** Format: int64 */
            salvage: number;
            /** Format: uint8 */
            slot: number;
            upright: boolean;
            /** Format: int64 */
            xp: number;
        };
        /** Revealed */
        Revealed: {
            payload: {
                [key: string]: unknown;
            };
        };
        RoomAbout: "poll" | "skip" | "pause";
        /** @description What the end of an item means. */
        RoomAtEnd: "stop" | "next" | "loop" | "repeat";
        /**
         * RoomBan
         * @description Somebody who is kept out.
         */
        RoomBan: {
            /** @description Whether their account is, too, on whatever device. */
            account: boolean;
            /** @description Whether all from their address are. */
            address: boolean;
            /** Format: uuid */
            id: string;
            /** Format: int64 */
            made_ms: number;
            name: string;
            reason: string | null;
            /** Format: uuid */
            seat: string;
            /** Format: int64 */
            until_ms: number;
        };
        RoomChat: {
            /**
             * Format: uint32
             * @description How long lines are kept: 0 to 365.
             */
            days: number;
            /** @description Who may write links. */
            links: components["schemas"]["RoomLinks"];
            on: boolean;
            /**
             * Format: uint32
             * @description Seconds between two lines of one person: 0 to 300.
             */
            slow_s: number;
            /** @description 200 at most, in no line of anybody. */
            words?: string[];
        };
        /** @description The chat's rules, but not its words. */
        RoomChatting: {
            /** Format: uint32 */
            days: number;
            links: components["schemas"]["RoomLinks"];
            on: boolean;
            /** Format: uint32 */
            slow_s: number;
        };
        RoomChecking: {
            id: string;
            /** @description Who has not: the first 50. */
            missing: string[];
            /** Format: uint */
            missing_count: number;
            /** @description Who has said that they are ready: the first 50. */
            ready: string[];
            /** Format: uint */
            ready_count: number;
            /** Format: int64 */
            until_ms: number;
        };
        RoomCommand: {
            /**
             * Format: int64
             * @description Server time, 24 hours ahead at most: all see a countdown until then.
             */
            at_ms?: number | null;
            /** @enum {string} */
            command: "play";
            /** @description True for 3 seconds, or 1 to 60 of them. */
            countdown?: components["schemas"]["RoomCountdown"] | null;
        } | {
            /** @enum {string} */
            command: "pause";
        } | {
            /** @enum {string} */
            command: "seek";
            /** Format: int64 */
            media_ms: number;
        } | {
            /** @enum {string} */
            command: "rate";
            /** Format: double */
            rate: number;
        } | {
            /** @enum {string} */
            command: "next";
        } | {
            /** @enum {string} */
            command: "previous";
        } | {
            /** @enum {string} */
            command: "jump";
            item: string;
        } | {
            /** @enum {string} */
            command: "undo";
        } | {
            /** @enum {string} */
            command: "add";
            items: components["schemas"]["RoomGiven"][];
            place?: components["schemas"]["RoomPlace"];
        } | {
            /** @enum {string} */
            command: "edit";
            item: string;
            skips?: components["schemas"]["RoomSkip"][] | null;
            /** @description 1 to 120 characters. */
            title?: string | null;
            tracks?: components["schemas"]["RoomTrack"][] | null;
        } | {
            before?: string | null;
            /** @enum {string} */
            command: "move";
            item: string;
        } | {
            /** @enum {string} */
            command: "remove";
            item: string;
        } | {
            /** @enum {string} */
            command: "clear";
        } | {
            /** @enum {string} */
            command: "shuffle";
        } | {
            /** @enum {string} */
            command: "like";
            item: string;
            on: boolean;
        } | {
            /** @enum {string} */
            command: "measured";
            /**
             * Format: int64
             * @description 1,000 to 86,400,000.
             */
            duration_ms?: number | null;
            item: string;
            /** @description 1 to 120 characters, where nobody gave a title. */
            title?: string | null;
        } | {
            /** @enum {string} */
            command: "player";
            item: string;
            state: components["schemas"]["RoomPlayerState"];
        } | {
            about: components["schemas"]["RoomAbout"];
            /** @description 2 to 10 of 1 to 100 characters, of a poll. */
            choices?: string[] | null;
            /** @enum {string} */
            command: "ballot";
            /**
             * Format: uint32
             * @description 10 to 3,600, of a poll; without it a minute.
             */
            ends_s?: number | null;
            /** @description 1 to 200 characters, of a poll. */
            question?: string | null;
        } | {
            ballot: string;
            /** Format: uint */
            choice: number;
            /** @enum {string} */
            command: "cast";
        } | {
            ballot: string;
            /** @enum {string} */
            command: "end_ballot";
        } | {
            /** @enum {string} */
            command: "check";
        } | {
            check: string;
            /** @enum {string} */
            command: "answer";
            ready: boolean;
        } | {
            check: string;
            /** @enum {string} */
            command: "end_check";
        } | {
            /** @enum {string} */
            command: "rename";
            /** @description 1 to 30 characters. */
            name: string;
        } | {
            /** @enum {string} */
            command: "role";
            role: components["schemas"]["RoomGivenRole"];
            seat: string;
        } | {
            add?: components["schemas"]["RoomRight"][];
            /** @enum {string} */
            command: "grant";
            seat: string;
            take?: components["schemas"]["RoomRight"][];
        } | {
            /** @enum {string} */
            command: "hand_over";
            seat: string;
            /** Format: int64 */
            until_ms?: number | null;
        } | {
            /** @enum {string} */
            command: "take_back";
        } | {
            /** @enum {string} */
            command: "admit";
            seat: string;
        } | {
            /** @enum {string} */
            command: "mute";
            /**
             * Format: uint32
             * @description 1 to 1,440.
             */
            minutes: number;
            scope: components["schemas"]["RoomScope"];
            seat: string;
            /** @description Nobody is told, the muted one least of all: chat only. */
            shadow?: boolean;
        } | {
            /** @enum {string} */
            command: "unmute";
            seat: string;
        } | {
            /** @enum {string} */
            command: "kick";
            /** @description 1 to 200 characters. */
            reason?: string | null;
            seat: string;
        } | {
            camera: boolean;
            /** @enum {string} */
            command: "voice";
            mic: boolean;
            share: boolean;
        } | {
            /** @enum {string} */
            command: "hang_up";
        } | {
            /** @enum {string} */
            command: "leave";
        } | {
            /** @enum {string} */
            command: "close";
        };
        RoomConfig: {
            /** @description 1 to 300 characters. */
            about?: string | null;
            at_end: components["schemas"]["RoomAtEnd"];
            chat: components["schemas"]["RoomChat"];
            /** @description Who has the first seven rights beside the owner and cohosts. */
            control: components["schemas"]["RoomControl"];
            entry: components["schemas"]["RoomEntry"];
            /** @description Rights that a role has beside its own. */
            grants?: components["schemas"]["RoomGrants"];
            /** @description Whether people without an account may sit. */
            guests: boolean;
            /** @description Which hosts may be played from; without it all. */
            hosts?: components["schemas"]["RoomHosts"] | null;
            /**
             * Format: uint32
             * @description 10 to 1,440 minutes without use until it closes; null: never.
             */
            idle_close_min: number | null;
            /** @description What is in the queue when it opens. */
            items?: components["schemas"]["RoomGiven"][];
            /** @description Whether what was watched is kept in histories. */
            keep: boolean;
            order: components["schemas"]["RoomOrder"];
            /** @description What one person may have waiting in the queue. */
            per_person?: components["schemas"]["RoomPerPerson"] | null;
            reactions: components["schemas"]["RoomReactions"];
            /**
             * Format: uint32
             * @description 2 to 500.
             */
            seats_max: number;
            /** @description Whether who is not in the room sees what plays. */
            show_item: boolean;
            skips: components["schemas"]["RoomSkipping"];
            /** @description Which kinds of sources may be added; without it all. */
            sources?: components["schemas"]["RoomSourceKind"][] | null;
            stand_in: components["schemas"]["RoomStandIn"];
            /** @description 1 to 120 characters. */
            title: string;
            /** @description Whether it is in the list of rooms. */
            visibility: components["schemas"]["RoomVisibility"];
            voice: components["schemas"]["RoomVoice"];
            wait: components["schemas"]["RoomWait"];
        };
        RoomConfigGiven: {
            /** @description 1 to 300 characters. */
            about?: string | null;
            at_end?: components["schemas"]["RoomAtEnd"];
            chat?: components["schemas"]["RoomChat"];
            /** @description Who has the first seven rights beside the owner and cohosts. */
            control?: components["schemas"]["RoomControl"];
            entry?: components["schemas"]["RoomEntry"];
            /** @description Rights that a role has beside its own. */
            grants?: components["schemas"]["RoomGrants"];
            /** @description Whether people without an account may sit. */
            guests?: boolean;
            /** @description Which hosts may be played from; without it all. */
            hosts?: components["schemas"]["RoomHosts"] | null;
            /**
             * Format: uint32
             * @description 10 to 1,440 minutes without use until it closes; null: never.
             */
            idle_close_min?: number | null;
            /** @description What is in the queue when it opens. */
            items?: components["schemas"]["RoomGiven"][];
            /** @description Whether what was watched is kept in histories. */
            keep?: boolean;
            order?: components["schemas"]["RoomOrder"];
            /** @description What one person may have waiting in the queue. */
            per_person?: components["schemas"]["RoomPerPerson"] | null;
            reactions?: components["schemas"]["RoomReactions"];
            /**
             * Format: uint32
             * @description 2 to 500.
             */
            seats_max?: number;
            /** @description Whether who is not in the room sees what plays. */
            show_item?: boolean;
            skips?: components["schemas"]["RoomSkipping"];
            /** @description Which kinds of sources may be added; without it all. */
            sources?: components["schemas"]["RoomSourceKind"][] | null;
            stand_in?: components["schemas"]["RoomStandIn"];
            /** @description 1 to 120 characters. */
            title: string;
            /** @description Whether it is in the list of rooms. */
            visibility?: components["schemas"]["RoomVisibility"];
            voice?: components["schemas"]["RoomVoice"];
            wait?: components["schemas"]["RoomWait"];
        };
        RoomControl: ("everyone" | "owner") | "selected";
        RoomCountdown: boolean | number;
        /** @description Who may come in. */
        RoomEntry: ("open" | "accounts" | "friends" | "password") | "knock";
        /** @description An item as somebody adds it. */
        RoomGiven: {
            skips?: components["schemas"]["RoomSkip"][];
            source: components["schemas"]["RoomSource"];
            /** @description 1 to 120 characters. */
            title?: string | null;
            tracks?: components["schemas"]["RoomTrack"][];
        };
        /** @enum {string} */
        RoomGivenRole: "cohost" | "member" | "guest";
        RoomGrants: {
            cohost?: components["schemas"]["RoomRight"][];
            guest?: components["schemas"]["RoomRight"][];
            member?: components["schemas"]["RoomRight"][];
        };
        RoomHolding: {
            for: string[];
            /**
             * Format: int64
             * @description When nobody is waited for any more.
             */
            until_ms: number;
        };
        /** @description Names of hosts, each with all below it. */
        RoomHosts: {
            allow: string[];
        } | {
            deny: string[];
        };
        RoomInside: {
            ballot: components["schemas"]["RoomVoting"] | null;
            check: components["schemas"]["RoomChecking"] | null;
            /** @description As people type it to come in. */
            code: string | null;
            /** @description For whom the room is held. */
            holding: components["schemas"]["RoomHolding"] | null;
            /** @description Who stands in for the owner. */
            host: string | null;
            /**
             * Format: int64
             * @description How far ahead a command lies.
             */
            lead_ms: number;
            /**
             * Format: int64
             * @description Server time of this view.
             */
            now_ms: number;
            playback: components["schemas"]["RoomPicture"];
            queue: {
                [key: string]: components["schemas"]["RoomQueued"];
            };
            /** @description True when the live state was lost once and rebuilt from history. */
            recovered?: boolean;
            seats: {
                [key: string]: components["schemas"]["RoomSeen"];
            };
            settings: components["schemas"]["RoomSettings"];
            status: components["schemas"]["RoomStatus"];
            title: string;
        };
        RoomLinks: ("all" | "none") | "members";
        /**
         * RoomMute
         * @description Somebody who may not speak.
         */
        RoomMute: {
            /** Format: int64 */
            chat_until_ms: number | null;
            name: string;
            /** Format: uuid */
            seat: string;
            /**
             * Format: int64
             * @description Nobody but them sees what they write until then, and they do not know.
             */
            shadow_until_ms: number | null;
            /** Format: int64 */
            voice_until_ms: number | null;
        };
        /** @description What comes next. */
        RoomOrder: "list" | "vote" | "fair";
        RoomOutside: {
            entry: components["schemas"]["RoomEntry"];
            /** @description What is on the screens, where the config shows it. */
            item_title?: string;
            /**
             * Format: int64
             * @description Server time of this view.
             */
            now_ms: number;
            /**
             * Format: uint
             * @description How many are here.
             */
            present: number;
            /** Format: uint32 */
            seats_max: number;
            status: components["schemas"]["RoomStatus"];
            title: string;
        };
        /** RoomPage */
        RoomPage: {
            items: components["schemas"]["Listed"][];
            next: string | null;
        };
        RoomPerPerson: {
            /**
             * Format: uint32
             * @description 1 to 500.
             */
            items: number;
            /**
             * Format: uint32
             * @description 1 to 1,440, of items whose duration is known.
             */
            minutes: number;
        };
        /**
         * @description Until the anchor screens go on as before; from then on the picture is at
         *     `anchor_media_ms + max(0, t - anchor_server_ms) * rate` while it plays.
         */
        RoomPicture: {
            /** Format: int64 */
            anchor_media_ms: number;
            /** Format: int64 */
            anchor_server_ms: number;
            /** @description Whose command it was. */
            by: string | null;
            item: string | null;
            playing: boolean;
            /** Format: double */
            rate: number;
            why: components["schemas"]["RoomWhy"];
        };
        RoomPlace: ("end" | "next") | "now";
        RoomPlayer: ("ready" | "loading" | "failed") | "left_out" | "drifting";
        /** @enum {string} */
        RoomPlayerState: "ready" | "loading" | "failed" | "drifting";
        RoomQueued: {
            /** Format: int64 */
            at_ms: number;
            /** @description The seat that added it. */
            by: string | null;
            /**
             * Format: int64
             * @description Null of what is live, or not known yet.
             */
            duration_ms: number | null;
            /** Format: uint32 */
            likes: number;
            /**
             * Format: uint
             * @description How many players have measured it, of five.
             */
            measured: number;
            /**
             * Format: uint
             * @description Its place, from 0. What stands before the current one was played.
             */
            pos: number;
            skips: components["schemas"]["RoomSkip"][];
            source: components["schemas"]["RoomSource"];
            title: string;
            tracks: components["schemas"]["RoomTrack"][];
        };
        RoomReactions: {
            on: boolean;
            /** @description 1 to 24, each one character. */
            set: string[];
        };
        /** RoomReport */
        RoomReport: {
            closed_by: string | null;
            /** Format: int64 */
            closed_ms: number | null;
            /** Format: uuid */
            id: string;
            /** @description The last lines that were said then, 20 at most. */
            lines: unknown;
            /** Format: int64 */
            made_ms: number;
            /** Format: int64 */
            n: number | null;
            /** @description As they were called. */
            name: string | null;
            reason: string;
            /** Format: uuid */
            seat: string | null;
            /**
             * Format: uuid
             * @description The room's.
             */
            session_id: string;
            text: string | null;
        };
        /** RoomReportPage */
        RoomReportPage: {
            items: components["schemas"]["RoomReport"][];
            next: string | null;
        };
        /** @enum {string} */
        RoomRight: "play" | "seek" | "rate" | "next" | "add" | "order" | "share" | "chat" | "react" | "vote" | "voice" | "invite" | "mute" | "kick" | "ban" | "roles" | "settings";
        /** @enum {string} */
        RoomScope: "chat" | "voice" | "both";
        /**
         * RoomSeat
         * @description A place in a room.
         */
        RoomSeat: {
            /** @description `owner`, `cohost`, `member`, `guest`, or `viewer` of whoever knocks. */
            role: string;
            /** Format: uuid */
            seat: string;
            /**
             * Format: uuid
             * @description The room's.
             */
            session: string;
            /** @description It is told once. */
            token: string;
        };
        /** @description Each acts on lower ones. */
        RoomSeatRole: ("guest" | "cohost" | "owner") | "viewer" | "member";
        RoomSeen: {
            /** @description Whether the person has an account. */
            account: boolean;
            here: boolean;
            /** Format: int64 */
            muted_until_ms?: number;
            name: string;
            player: components["schemas"]["RoomPlayer"];
            rights: components["schemas"]["RoomRight"][];
            role: components["schemas"]["RoomSeatRole"];
            /** Format: int64 */
            since_ms: number;
            voice: components["schemas"]["RoomVoices"] | null;
        };
        /** @description What pages go by. */
        RoomSettings: {
            about?: string;
            at_end: components["schemas"]["RoomAtEnd"];
            chat: components["schemas"]["RoomChatting"];
            control: components["schemas"]["RoomControl"];
            entry: components["schemas"]["RoomEntry"];
            guests: boolean;
            hosts?: components["schemas"]["RoomHosts"];
            /** Format: uint32 */
            idle_close_min: number | null;
            order: components["schemas"]["RoomOrder"];
            per_person?: components["schemas"]["RoomPerPerson"];
            reactions: components["schemas"]["RoomReactions"];
            /** Format: uint32 */
            seats_max: number;
            skips: components["schemas"]["RoomSkipping"];
            sources?: components["schemas"]["RoomSourceKind"][];
            visibility: components["schemas"]["RoomVisibility"];
            voice: components["schemas"]["RoomVoice"];
            wait: components["schemas"]["RoomWait"];
        };
        /** @description A range that is not to be seen. */
        RoomSkip: {
            /** Format: int64 */
            from_ms: number;
            /** Format: int64 */
            to_ms: number;
        };
        /** @description What becomes of ranges that are marked to be skipped. */
        RoomSkipping: "off" | "ask" | "auto";
        RoomSource: {
            /** @enum {string} */
            kind: "file";
            /** @description `https://`, or a medium of this installation. */
            url: string;
        } | {
            /** @enum {string} */
            kind: "hls";
            url: string;
        } | {
            /** @enum {string} */
            kind: "youtube";
            /** @description 11 characters. */
            video: string;
        } | {
            /** Format: uint64 */
            bytes: number;
            /**
             * Format: int64
             * @description 1,000 to 86,400,000.
             */
            duration_ms: number;
            /** @enum {string} */
            kind: "own";
            /** @description 1 to 200 characters. */
            name: string;
        } | {
            /** @enum {string} */
            kind: "screen";
        };
        /** @enum {string} */
        RoomSourceKind: "file" | "hls" | "youtube" | "own" | "screen";
        /** @description Who stands in for an owner who is away. */
        RoomStandIn: components["schemas"]["RoomStandInWord"] | string[];
        RoomStandInWord: "off" | "auto";
        RoomStatus: ("empty" | "paused" | "playing" | "closed") | "holding" | "counting";
        /** @description Texts beside the picture. */
        RoomTrack: {
            id: string;
            /** @description 1 to 60 characters. */
            label: string;
            /** @description As in BCP 47: `en`, `pt-BR`. */
            lang: string;
        };
        RoomView: components["schemas"]["RoomInside"] | components["schemas"]["RoomOutside"];
        /** @enum {string} */
        RoomVisibility: "public" | "unlisted";
        RoomVoice: {
            camera: boolean;
            on: boolean;
            /** @description Whether addresses stay hidden behind a relay; without it, in public rooms. */
            relay_only?: boolean;
        };
        /** @description What somebody sends to those who talk. */
        RoomVoices: {
            camera: boolean;
            mic: boolean;
            share: boolean;
        };
        RoomVoting: {
            about: components["schemas"]["RoomAbout"];
            choices: string[];
            /** @description In the order of the choices. */
            counts: number[];
            /** Format: int64 */
            ends_ms: number;
            id: string;
            /**
             * Format: uint32
             * @description How many have to be for the first choice.
             */
            needed?: number;
            question?: string;
        };
        /** @description Whether the room waits for whose player is not ready. */
        RoomWait: {
            /**
             * Format: uint32
             * @description 3 to 60, for each.
             */
            limit_s: number;
            on: boolean;
        };
        RoomWhy: "undo" | "asked" | "vote" | "check" | "ended" | "failed" | "removed" | "skip" | "hold" | "ready" | "nobody" | "opened";
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
        /**
         * SaidLine
         * @description A line of a session's log.
         */
        SaidLine: {
            /** Format: int64 */
            at_ms: number;
            /** @description What it says; `null` once it was taken back, or its time was over. */
            body: unknown;
            /**
             * Format: int64
             * @description Its number, as whoever asks counts; of a line that others do not see, that of
             *     the line before it.
             */
            n: number;
            /**
             * Format: int64
             * @description The line that it answers.
             */
            reply?: number;
            seat: string;
            /**
             * Format: int64
             * @description The mark of a line that others do not see, for those who keep order.
             */
            shadow?: number;
        };
        /** SaidLines */
        SaidLines: {
            /** @description What happened meanwhile, where that was asked for: oldest first, 100 at most. */
            events?: components["schemas"]["Happening"][];
            /** @description Oldest first, 100 at most. */
            items: components["schemas"]["SaidLine"][];
            /** @description That more happened meanwhile than is told. */
            more_events?: boolean;
        };
        /**
         * @description How things are with what was said.
         * @enum {string}
         */
        SaidState: "held" | "shown" | "hidden" | "removed" | "scheduled";
        /** ScheduleList */
        ScheduleList: {
            items: components["schemas"]["ScheduleView"][];
        };
        /**
         * SchedulePatch
         * @description What is left out stays as it is.
         * @example {
         *       "at": "2030-12-13T20:30",
         *       "remind_min": 30
         *     }
         */
        SchedulePatch: {
            /** @description By the clock of the zone: `2026-12-04T20:00`. */
            at?: string | null;
            /**
             * Format: uint32
             * @description So many minutes before, calendars and the room remind of it: 1 to 10,080; null
             *     for never.
             */
            remind_min?: number | null;
            /** @description Whether it is every week at that hour. */
            repeat?: components["schemas"]["Repeat"] | null;
            /** @description Whether it plays then by itself. */
            start?: boolean | null;
            /** @description As IANA calls it: `Europe/Berlin`. */
            zone?: string | null;
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
        /** Scheduled */
        Scheduled: {
            /** @description By the clock of the zone, the first time of those that are weekly. */
            at: string;
            /** Format: uuid */
            id: string;
            /**
             * Format: int64
             * @description When it is next; null once it is over.
             */
            next_ms: number | null;
            /**
             * Format: int32
             * @description So many minutes before, calendars and the room remind of it.
             */
            remind_min: number | null;
            /** @description `once` or `weekly`. */
            repeat: string;
            /** @description Whether it plays then by itself. */
            start: boolean;
            /** @description As IANA calls it. */
            zone: string;
        };
        /** ScheduledList */
        ScheduledList: {
            items: components["schemas"]["Scheduled"][];
        };
        /** @enum {string} */
        Scope: "sessions:read" | "sessions:write" | "sessions:command" | "links:write";
        /** ScorePlace */
        ScorePlace: {
            /** @description Whether it is whoever asks'. */
            is_own: boolean;
            name: string;
            /**
             * Format: int64
             * @description From 1.
             */
            place: number;
            /** Format: int64 */
            salvage: number;
            /** Format: uuid */
            survivor: string;
        };
        /** Scores */
        Scores: {
            /** @description One's own place, with two before and two behind it; empty for whoever has none. */
            around: components["schemas"]["ScorePlace"][];
            /** @description Null for a board of all time, and where there was no season yet. */
            season: components["schemas"]["SeasonShown"] | null;
            /** @description Most salvage first: 100 at most. */
            top: components["schemas"]["ScorePlace"][];
        };
        /**
         * SearchPage
         * @description What was found: the first of each, or a page of what `in` names.
         */
        SearchPage: {
            /** @description The one that was active last first. */
            circles: components["schemas"]["Circle"][];
            next: string | null;
            /** @description By their names. */
            people: components["schemas"]["FoundPerson"][];
            /** @description Newest first. */
            said: components["schemas"]["FoundSaid"][];
        };
        /** SeasonShown */
        SeasonShown: {
            /** Format: int64 */
            begun_ms: number;
            /** Format: int64 */
            closed_ms: number | null;
            /** Format: int64 */
            ends_ms: number;
            /**
             * Format: int32
             * @description From 1.
             */
            number: number;
            title: string;
        };
        /**
         * Seat
         * @description A seat, and the link that opens it.
         */
        Seat: {
            participant: string;
            /**
             * Format: uuid
             * @description The timer's id.
             */
            session: string;
            token: string;
            url: string;
        };
        /** SeatBody */
        SeatBody: {
            /** @description Whose seat it shall be; without it the first that is free. */
            participant?: string | null;
        };
        /**
         * SentMedium
         * @description What was sent, as it is kept.
         */
        SentMedium: {
            /** Format: int32 */
            bytes: number;
            /**
             * Format: int32
             * @description Of audio.
             */
            duration_ms: number | null;
            /** Format: int32 */
            height: number | null;
            /** Format: uuid */
            id: string;
            kind: components["schemas"]["MediumKind"];
            /**
             * Format: int32
             * @description Of an image, as it is shown.
             */
            width: number | null;
        };
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
            config: components["schemas"]["MeterConfig"] | components["schemas"]["TimerConfig"] | components["schemas"]["MissionConfig"] | components["schemas"]["ExpeditionConfig"] | components["schemas"]["RoomConfig"];
            /** Format: int64 */
            config_version: number;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "meter" | "timer" | "mission" | "expedition" | "room";
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
            view: (components["schemas"]["MeterView"] | components["schemas"]["TimerView"] | components["schemas"]["MissionView"] | components["schemas"]["ExpeditionView"] | components["schemas"]["RoomView"]) | null;
        };
        /** SessionDetail */
        SessionDetail: {
            deeds: components["schemas"]["AuditView"][];
            events: components["schemas"]["HappenedView"][];
            /** @description Null while it is cold, cannot be read, or live Redis cannot be asked. */
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
            kind: "meter" | "timer" | "mission" | "room";
            /** @description As its config has it; null for kinds without. */
            mode: string | null;
            /** @description The first four of those whom its config names; empty for kinds without. */
            names: string[];
            /**
             * Format: uint32
             * @description How many its config names.
             */
            names_count: number;
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
            /** @description Whether sessions of its kind have children. */
            has_children: boolean;
            /** Format: uuid */
            id: string;
            /**
             * Format: int64
             * @description How often it was started cold.
             */
            incarnation: number;
            /** @description Null while live Redis cannot be asked. */
            is_hot: boolean | null;
            /** @enum {string} */
            kind: "meter" | "timer" | "mission" | "expedition" | "room";
            owner_login: string | null;
            owner_name: string;
            /**
             * Format: uuid
             * @description Whose child it is: an expedition's camp.
             */
            parent: string | null;
            /** @description Why it waits for a person, if it does. */
            parked: components["schemas"]["ParkedView"] | null;
            /** Format: int16 */
            shard: number;
            /** @description As its config has it; null for kinds without. */
            title: string | null;
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
        /**
         * ShareBody
         * @example {
         *       "circle": "0197f3c2-5b1e-7c40-9a6d-2f8e41d07b37",
         *       "kind": "gratitude",
         *       "parts": [
         *         "text",
         *         "grateful_for"
         *       ]
         *     }
         */
        ShareBody: {
            /**
             * Format: uuid
             * @description Where it is said.
             */
            circle: string;
            /** @description `positive` if it is left out. */
            kind?: components["schemas"]["CircleMessageKind"] | null;
            /** @description What of the entry is copied; its text alone if it is left out. */
            parts?: components["schemas"]["EntryPart"][] | null;
            /**
             * @description What is said in the place of that, as where it is too long: 1 to 2,000 characters.
             *     Either this or `parts`.
             */
            text?: string | null;
        };
        /** Since */
        Since: {
            /** @description Best first: 10 at most. */
            lines: components["schemas"]["BestLine"][];
            /** @description Missions that it came home from, or did not, newest first: 50 at most. */
            missions: components["schemas"]["CameHome"][];
            /** Format: int64 */
            salvage: number;
            /**
             * Format: int64
             * @description When the visit before this one ended; null for whoever has no survivor.
             */
            since_ms: number | null;
            /** @description The survivor who lives, or who was lost last. */
            survivor: components["schemas"]["Survivor"] | null;
            /**
             * Format: int64
             * @description What they brought.
             */
            xp: number;
        };
        /**
         * SlugBody
         * @example {
         *       "slug": "film-night"
         *     }
         */
        SlugBody: {
            /** @description 3 to 40 of a to z, 0 to 9 and `-`; null takes it away. */
            slug?: string | null;
        };
        /** StateView */
        StateView: {
            /** @description There are at least so many. */
            capped: boolean;
            /** Format: int64 */
            count: number;
        };
        /** StatsShown */
        StatsShown: {
            /** Format: int64 */
            craft: number;
            /** Format: int64 */
            grit: number;
            /** Format: int64 */
            heart: number;
        };
        /** StatsView */
        StatsView: {
            /** @description When each minute began. */
            minutes: number[];
            names: components["schemas"]["Series"][];
        };
        /**
         * StoredLine
         * @description A line as it is stored. Chances and rolls are in 1/10,000.
         */
        StoredLine: {
            /**
             * Format: int64
             * @description When it was due.
             */
            at_ms: number;
            /** Format: int32 */
            chance: number;
            encounter: string;
            /** Format: int64 */
            find: number;
            /** Format: int32 */
            harm: number;
            /** Format: int32 */
            harm_roll: number;
            /**
             * Format: int64
             * @description After it.
             */
            marks: number;
            name: string;
            /** @enum {string} */
            outcome: "success" | "setback" | "hurt" | "lost";
            /** Format: int32 */
            roll: number;
            /** Format: int16 */
            slot: number;
            /** Format: uuid */
            survivor: string;
            text: string;
            /** Format: int32 */
            tick: number;
        };
        /** Streak */
        Streak: {
            /**
             * Format: uint32
             * @description Days written in a row.
             */
            days: number;
            /**
             * Format: uint32
             * @description Days off that are held: one for seven written, two at most.
             */
            freezes: number;
            /** @description Days that one of them stood in for. */
            frozen: string[];
            is_today_written: boolean;
            /** Format: uint32 */
            longest: number;
            /** @description As `2026-11-30`, in your zone. */
            today: string;
            /** @description The days with an entry of the year up to `until`, oldest first. */
            written: components["schemas"]["WrittenDay"][];
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
            /** @description Why the bot could not say the last question or result in chat. */
            say_problem: string | null;
            /** @description Twitch's own word. */
            status: string | null;
        };
        /**
         * Survivor
         * @description A survivor. What only its person may know is null to others.
         */
        Survivor: {
            /** @description Whether it goes out again by itself. */
            auto: boolean | null;
            /**
             * Format: int16
             * @description So many times more before its person has to look.
             */
            auto_left: number | null;
            /** @enum {string} */
            bent: "craft" | "grit" | "heart";
            /**
             * Format: int16
             * @description With how many marks a hurt makes it turn back; 3 never does.
             */
            caution: number | null;
            /** Format: int32 */
            completed: number;
            /** Format: int64 */
            heals_ms: number | null;
            /** Format: uuid */
            id: string;
            /** @description Whether a moderator hid that. */
            is_name_hidden: boolean;
            /** @description Whether it is whoever asks'. */
            is_own: boolean;
            /** @description By their ids in the pack. */
            knacks: string[];
            /** Format: uint8 */
            level: number;
            /**
             * Format: uuid
             * @description The mission that it was lost in.
             */
            lost_in: string | null;
            /** Format: int64 */
            lost_ms: number | null;
            /** Format: int64 */
            made_ms: number;
            /** Format: int16 */
            marks: number;
            /** Format: int32 */
            missions: number;
            /** @description As it is called here. */
            name: string;
            /**
             * Format: int64
             * @description What the next level takes; null at the last.
             */
            next_xp: number | null;
            /** @description The name that its person gave it. */
            own_name: string | null;
            /** @description The pack's name for it. */
            pack_name: string;
            /**
             * Format: int64
             * @description It goes out no earlier.
             */
            rests_ms: number | null;
            /** Format: int64 */
            salvage: number;
            /**
             * Format: uint8
             * @description How many knacks it can carry.
             */
            slots: number;
            /** @enum {string} */
            state: "active" | "injured" | "lost" | "retired";
            stats: components["schemas"]["StatsShown"];
            /** Format: int64 */
            xp: number;
        };
        /**
         * SurvivorPatch
         * @description What is left out stays as it is.
         */
        SurvivorPatch: {
            /** @description Whether it goes out again by itself. */
            auto?: boolean | null;
            /**
             * Format: uint8
             * @description With how many marks a hurt makes it turn back: 0 to 3; 3 never does.
             */
            caution?: number | null;
            /** @description By their ids in the pack, as many as it has slots for. */
            knacks?: string[] | null;
            /** @description 2 to 20 characters; null for the pack's name alone. */
            name?: string | null;
        };
        /**
         * TagMoods
         * @description A tag, and the moods of days with it and without. What came of what it does not say.
         */
        TagMoods: {
            /**
             * Format: uint32
             * @description How likely chance alone sets them as far apart, held to how many tags were tried,
             *     in thousandths: below 50.
             */
            chance_thousandths: number;
            /**
             * Format: uint32
             * @description Days with a mood that have an entry with the tag: 5 at least.
             */
            days_with: number;
            /**
             * Format: uint32
             * @description The other days with a mood: 5 at least.
             */
            days_without: number;
            /**
             * Format: int32
             * @description How much higher days with it were, in tenths; negative where they were lower.
             */
            difference_tenths: number;
            /**
             * Format: uint32
             * @description Of the days' mean moods, in tenths.
             */
            mean_with_tenths: number;
            /** Format: uint32 */
            mean_without_tenths: number;
            /** @description As you wrote it last. */
            tag: string;
        };
        /** Template */
        Template: {
            /** @description The command whose arguments `config` has; null for a session's config. */
            command: string | null;
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
        /** ThisDayEntry */
        ThisDayEntry: {
            /** @description As `2025-11-30`. */
            day: string;
            /** Format: uuid */
            id: string;
            /** @description Its title, or the first that it says: 120 characters at most. */
            line: string;
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
             * @description How long ago it was tapped on a table that had lost its network, by
             *     the table's own clock; it goes before `at_ms`.
             */
            age_ms?: number | null;
            /**
             * Format: int64
             * @description When it was tapped, by the server's clock; one that is ahead is now.
             *     One that is more than a second old when it arrives is `late`, unless a
             *     table sends it within its grace.
             */
            at_ms?: number | null;
            /** @enum {string} */
            command: "switch";
            /** @description The id of a participant. */
            to?: string | null;
            /**
             * Format: uint32
             * @description The `turn` of the view that it is meant for: of another turn it is
             *     `late`.
             */
            turn?: number | null;
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
            /**
             * @description Anything of the caller's own, 512 bytes of JSON at most; numbers up to
             *     9,007,199,254,740,991, which every reader keeps as they are. No screen sees
             *     it.
             */
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
            /**
             * Format: uint32
             * @description The `turn` of the view, which the last switch began: where another is
             *     on by now, it is `late`.
             */
            turn?: number | null;
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
             * Format: uint32
             * @description 1 to 1,000: the timer is complete when the turn has gone round so often. With
             *     1 it is an agenda, whose items are on once, one after the other.
             */
            cycles?: number | null;
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
             * Format: uint32
             * @description 1 to 1,000: the timer is complete when the turn has gone round so often. With
             *     1 it is an agenda, whose items are on once, one after the other.
             */
            cycles?: number | null;
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
        /** TimerLobby */
        TimerLobby: {
            closes_at_start: boolean;
            /**
             * @description As it is typed, `BCDF-GHJK`. Null once it is closed, or the timer has started
             *     and it closes then.
             */
            code: string | null;
            /** Format: int64 */
            opened_ms: number;
            /** @description In the order of their turns. */
            seats: components["schemas"]["LobbySeat"][];
            /** @description Where people pick their seat. */
            url: string | null;
        };
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
            /**
             * @description Anything of the caller's own, 512 bytes of JSON at most; numbers up to
             *     9,007,199,254,740,991, which every reader keeps as they are. No screen sees
             *     it.
             */
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
            /**
             * Format: uint32
             * @description After how many rounds it is complete, where it ever is: 1 is an agenda.
             */
            cycles?: number | null;
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
            /**
             * Format: uint32
             * @description The number of the turn that is on, or was last: from 1, and none is used
             *     twice; 0 before the start.
             */
            turn: number;
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
        /**
         * TransferBody
         * @example {
         *       "to": "0197f3c2-5b1e-7c40-9a6d-2f8e41d07b37"
         *     }
         */
        TransferBody: {
            /**
             * Format: uuid
             * @description An active member to offer the circle to; left out by whoever takes it.
             */
            to?: string | null;
        };
        /** Trend */
        Trend: {
            /** Format: uint32 */
            entries: number;
            /** @description As `2026-11-30`: the first day of what the point stands for. */
            from: string;
            /**
             * Format: uint32
             * @description Their mean, 1 to 10 in tenths of it: 65 is 6.5.
             */
            mean_tenths: number | null;
            /**
             * Format: uint32
             * @description Moods that were noted, those of entries among them.
             */
            moods: number;
        };
        /** TrendList */
        TrendList: {
            items: components["schemas"]["Trend"][];
        };
        /** @description Somebody who turned back: the first tick due from then on was the last. */
        TurnedBack: {
            /** Format: int64 */
            from_ms: number;
            slot: number;
        };
        /**
         * UnsealBody
         * @example {
         *       "reason": "The police ask, file 4711"
         *     }
         */
        UnsealBody: {
            /** @description For the audit log, 1 to 200 characters. */
            reason: string;
        };
        /** UsedWord */
        UsedWord: {
            /** Format: uint32 */
            count: number;
            /** @description In small letters, as texts are compared. */
            word: string;
        };
        /**
         * WatchedBody
         * @example {
         *       "hidden": true
         *     }
         */
        WatchedBody: {
            /** @description Whether it is left out of the list, and kept. */
            hidden: boolean;
        };
        /** WatchedItem */
        WatchedItem: {
            /** Format: int64 */
            at_ms: number;
            /** Format: uuid */
            id: string;
            /** @description As the room was called. */
            room: string;
            /**
             * Format: uuid
             * @description The room's session.
             */
            session_id: string;
            title: string;
        };
        /** WatchedPage */
        WatchedPage: {
            items: components["schemas"]["WatchedItem"][];
            next: string | null;
        };
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
            /**
             * Format: int64
             * @description Since when nothing is sent: the receiver answered 410. Null while events are
             *     sent. An address that is set, the same or another, begins anew.
             */
            stopped_ms: number | null;
            url: string;
        };
        /**
         * Why
         * @description The body of whatever is done.
         * @example {
         *       "reason": "The stream is over"
         *     }
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
             * @description `work`, `quiet`, `drain`, `stop`, or `unknown` to this release.
             * @enum {string}
             */
            wanted: "work" | "quiet" | "drain" | "stop" | "unknown";
        };
        /** WrittenDay */
        WrittenDay: {
            day: string;
            /** Format: int64 */
            entries: number;
        };
        /**
         * YouInCircle
         * @description What you are in a circle.
         */
        YouInCircle: {
            /** Format: int64 */
            joined_ms: number;
            /**
             * Format: int64
             * @description Up to which message you have read, and how many came since.
             */
            read: number;
            /** @description What was said by whoever decided about you. */
            reason: string | null;
            /**
             * Format: int64
             * @description Until when you read only.
             */
            restricted_ms: number | null;
            role: components["schemas"]["CircleRole"];
            state: components["schemas"]["CircleMemberState"];
            /** Format: int64 */
            unread: number;
            /**
             * Format: int64
             * @description When a ban ends.
             */
            until_ms: number | null;
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
    get_admin_archives: {
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
                    "application/json; charset=utf-8": components["schemas"]["ArchiveList"];
                };
            };
        };
    };
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
    post_admin_circle_appeals_appeal_decide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                appeal: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["AppealDecisionBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["HouseQueue"];
                };
            };
        };
    };
    get_admin_circle_cases: {
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
                    "application/json; charset=utf-8": components["schemas"]["HouseQueue"];
                };
            };
        };
    };
    post_admin_circle_cases_case_decide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["DecisionBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["HouseQueue"];
                };
            };
        };
    };
    post_admin_circle_messages_id_author: {
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
                "application/json; charset=utf-8": components["schemas"]["UnsealBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["CircleAuthor"];
                };
            };
        };
    };
    get_admin_durations: {
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
                    "application/json; charset=utf-8": components["schemas"]["DurationList"];
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
                like?: string;
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
                like?: string;
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
    get_admin_jobs_failures: {
        parameters: {
            query?: {
                state?: ("scheduled" | "queued" | "running" | "retrying" | "done" | "dead" | "discarded")[];
                name?: string;
                queue?: string;
                worker?: string;
                text?: string;
                since_ms?: number;
                until_ms?: number;
                like?: string;
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
                    "application/json; charset=utf-8": components["schemas"]["FailureList"];
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
    get_admin_reports: {
        parameters: {
            query?: {
                open?: boolean;
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
                    "application/json; charset=utf-8": components["schemas"]["RoomReportPage"];
                };
            };
        };
    };
    post_admin_reports_id_close: {
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
                "application/json; charset=utf-8": components["schemas"]["CloseReportBody"];
            };
        };
        responses: {
            /** @description Nothing more is made of it. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
                parent?: string;
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
            /** @description It is done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["SessionDetail"];
                };
            };
            /** @description It is under way; this is how things are now. */
            202: {
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
            /** @description It is done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["SessionDetail"];
                };
            };
            /** @description It is under way; this is how things are now. */
            202: {
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
            /** @description It is done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["SessionDetail"];
                };
            };
            /** @description It is under way; this is how things are now. */
            202: {
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
    post_appeals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NewAppealBody"];
            };
        };
        responses: {
            /** @description Somebody looks at it; the decision as it is until then. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["OwnDecision"];
                };
            };
        };
    };
    get_camps_channel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: string;
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
                    "application/json; charset=utf-8": components["schemas"]["CampShown"];
                };
            };
        };
    };
    get_camps_channel_lobbies: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: string;
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
                    "application/json; charset=utf-8": components["schemas"]["LobbyList"];
                };
            };
        };
    };
    get_camps_channel_memorial: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                channel: string;
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
                    "application/json; charset=utf-8": components["schemas"]["MemorialPage"];
                };
            };
        };
    };
    post_camps_channel_missions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "difficulty": 1,
                 *       "party": "open"
                 *     }
                 */
                "application/json; charset=utf-8": components["schemas"]["NewMissionBody"];
            };
        };
        responses: {
            /** @description They are on their way, or a party waits. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Mission"];
                };
            };
        };
    };
    get_camps_channel_scores: {
        parameters: {
            query?: {
                season?: string;
            };
            header?: never;
            path: {
                channel: string;
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
                    "application/json; charset=utf-8": components["schemas"]["Scores"];
                };
            };
        };
    };
    get_circles: {
        parameters: {
            query?: {
                mine?: boolean;
                category?: components["schemas"]["CircleCategory"];
                tag?: string;
                q?: string;
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
                    "application/json; charset=utf-8": components["schemas"]["CirclePage"];
                };
            };
        };
    };
    post_circles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["CircleBody"];
            };
        };
        responses: {
            /** @description It was made. The `ETag` is its version. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Circle"];
                };
            };
        };
    };
    get_circles_id: {
        parameters: {
            query?: never;
            header?: {
                "X-Invitation"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The circle. The `ETag` is its version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Circle"];
                };
            };
        };
    };
    delete_circles_id: {
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
            /** @description The circle. The `ETag` is its version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Circle"];
                };
            };
        };
    };
    patch_circles_id: {
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
                "application/json; charset=utf-8": components["schemas"]["CircleBody"];
            };
        };
        responses: {
            /** @description The circle. The `ETag` is its version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Circle"];
                };
            };
        };
    };
    post_circles_id_appeals_appeal_decide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                appeal: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["AppealDecisionBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["CircleQueue"];
                };
            };
        };
    };
    get_circles_id_changes: {
        parameters: {
            query?: {
                after?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["CircleChanges"];
                };
            };
        };
    };
    get_circles_id_daily: {
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
            /** @description The messages of the day. The `ETag` is their version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["CircleDaily"];
                };
            };
        };
    };
    put_circles_id_daily: {
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
                "application/json; charset=utf-8": components["schemas"]["CircleDailyBody"];
            };
        };
        responses: {
            /** @description The messages of the day. The `ETag` is their version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["CircleDaily"];
                };
            };
        };
    };
    delete_circles_id_daily: {
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
            /** @description The messages of the day. The `ETag` is their version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["CircleDaily"];
                };
            };
        };
    };
    get_circles_id_invitations: {
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
                    "application/json; charset=utf-8": components["schemas"]["InvitationList"];
                };
            };
        };
    };
    post_circles_id_invitations: {
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
                "application/json; charset=utf-8": components["schemas"]["InvitationBody"];
            };
        };
        responses: {
            /**
             * @description It is made. Whether there is somebody of a name is not told: a place is kept for
             *     them if there is.
             */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["MadeInvitation"];
                };
            };
        };
    };
    delete_circles_id_invitations_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                invitation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It lets nobody in any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    post_circles_id_join: {
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
                "application/json; charset=utf-8": components["schemas"]["JoinCircleBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Circle"];
                };
            };
        };
    };
    post_circles_id_leave: {
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
            /** @description You are not in it any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    get_circles_id_members: {
        parameters: {
            query?: {
                state?: components["schemas"]["CircleMemberState"];
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
                    "application/json; charset=utf-8": components["schemas"]["CircleMemberPage"];
                };
            };
        };
    };
    patch_circles_id_members_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                user: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["CircleMemberPatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["CircleMember"];
                };
            };
        };
    };
    get_circles_id_messages: {
        parameters: {
            query?: {
                before?: number;
                after?: number;
                around?: number;
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
                    "application/json; charset=utf-8": components["schemas"]["CircleMessages"];
                };
            };
        };
    };
    post_circles_id_messages: {
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
                "application/json; charset=utf-8": components["schemas"]["NewMessageBody"];
            };
        };
        responses: {
            /** @description It is said. The `ETag` is its version. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["CircleMessage"];
                };
            };
            /** @description It is held: a moderator looks at it first. Or it is scheduled: it is said then. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["CircleMessage"];
                };
            };
        };
    };
    get_circles_id_queue: {
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
                    "application/json; charset=utf-8": components["schemas"]["CircleQueue"];
                };
            };
        };
    };
    post_circles_id_queue_case_claim: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                case: string;
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
                    "application/json; charset=utf-8": components["schemas"]["CircleQueue"];
                };
            };
        };
    };
    post_circles_id_queue_case_decide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["DecisionBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["CircleQueue"];
                };
            };
        };
    };
    put_circles_id_read: {
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
                "application/json; charset=utf-8": components["schemas"]["ReadBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["ReadUntil"];
                };
            };
        };
    };
    post_circles_id_restore: {
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
            /** @description The circle. The `ETag` is its version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Circle"];
                };
            };
        };
    };
    get_circles_id_scheduled: {
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
                    "application/json; charset=utf-8": components["schemas"]["CircleScheduled"];
                };
            };
        };
    };
    delete_circles_id_scheduled_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is not said. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    get_circles_id_statistics: {
        parameters: {
            query?: {
                days?: number;
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
                    "application/json; charset=utf-8": components["schemas"]["CircleStatistics"];
                };
            };
        };
    };
    post_circles_id_transfer: {
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
                "application/json; charset=utf-8": components["schemas"]["TransferBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Circle"];
                };
            };
        };
    };
    get_circles_id_words: {
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
            /** @description The words. The `ETag` is their version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["CircleWords"];
                };
            };
        };
    };
    put_circles_id_words: {
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
                "application/json; charset=utf-8": components["schemas"]["CircleWordsBody"];
            };
        };
        responses: {
            /** @description The words. The `ETag` is their version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["CircleWords"];
                };
            };
        };
    };
    get_comments_id: {
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
            /** @description The comment. The `ETag` is its version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["CircleComment"];
                };
            };
        };
    };
    delete_comments_id: {
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
            /** @description The comment. The `ETag` is its version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["CircleComment"];
                };
            };
        };
    };
    patch_comments_id: {
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
                "application/json; charset=utf-8": components["schemas"]["CommentPatch"];
            };
        };
        responses: {
            /** @description The comment. The `ETag` is its version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["CircleComment"];
                };
            };
        };
    };
    put_comments_id_reaction: {
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
                "application/json; charset=utf-8": components["schemas"]["ReactionBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Reacted"];
                };
            };
        };
    };
    delete_comments_id_reaction: {
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
                    "application/json; charset=utf-8": components["schemas"]["Reacted"];
                };
            };
        };
    };
    post_comments_id_report: {
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
                "application/json; charset=utf-8": components["schemas"]["CircleReportBody"];
            };
        };
        responses: {
            /** @description It is in the circle's queue. Who reported is told to nobody. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    get_drafts: {
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
                    "application/json; charset=utf-8": components["schemas"]["DraftList"];
                };
            };
        };
    };
    get_drafts_id: {
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
                    "application/json; charset=utf-8": components["schemas"]["DraftShown"];
                };
            };
        };
    };
    put_drafts_id: {
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
                "application/json; charset=utf-8": components["schemas"]["PutDraft"];
            };
        };
        responses: {
            /** @description It is in live Redis, sealed; what is `durable` is in Postgres. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["DraftTaken"];
                };
            };
        };
    };
    delete_drafts_id: {
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
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    post_ext_link: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "keep": "0197f3c2-5b1e-7c40-9a6d-2f8e41d07b35"
                 *     }
                 */
                "application/json; charset=utf-8": components["schemas"]["ExtLink"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["ExtLinked"];
                };
            };
        };
    };
    post_ext_ticket: {
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
                    "application/json; charset=utf-8": components["schemas"]["ExtTicket"];
                };
            };
        };
    };
    get_feeds_name: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path: {
                name: components["schemas"]["FeedName"];
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
                    "application/json; charset=utf-8": components["schemas"]["FeedPage"];
                };
            };
        };
    };
    get_friends: {
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
                    "application/json; charset=utf-8": components["schemas"]["FriendList"];
                };
            };
        };
    };
    post_friends: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["AskBody"];
            };
        };
        responses: {
            /**
             * @description They are asked, or, if they asked before, you are friends. Whoever is not known
             *     here, or wants nothing of you, is answered the same.
             */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    put_friends_id: {
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
                "application/json; charset=utf-8": components["schemas"]["FriendBody"];
            };
        };
        responses: {
            /** @description It is so. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    delete_journal: {
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
                    "application/json; charset=utf-8": components["schemas"]["Erased"];
                };
            };
        };
    };
    get_journal_calendar: {
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
                    "application/json; charset=utf-8": components["schemas"]["Calendar"];
                };
            };
        };
    };
    put_journal_calendar: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NewCalendar"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Calendar"];
                };
            };
        };
    };
    get_journal_entries: {
        parameters: {
            query?: {
                q?: string;
                tag?: string;
                from?: string;
                until?: string;
                trash?: boolean;
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
                    "application/json; charset=utf-8": components["schemas"]["JournalEntries"];
                };
            };
        };
    };
    post_journal_entries: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NewJournalEntry"];
            };
        };
        responses: {
            /** @description It is written. The `ETag` is its version. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["JournalEntry"];
                };
            };
        };
    };
    get_journal_entries_id: {
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
            /** @description The entry. The `ETag` is its version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["JournalEntry"];
                };
            };
        };
    };
    put_journal_entries_id: {
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
                "application/json; charset=utf-8": components["schemas"]["NewJournalEntry"];
            };
        };
        responses: {
            /** @description The entry. The `ETag` is its version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["JournalEntry"];
                };
            };
        };
    };
    delete_journal_entries_id: {
        parameters: {
            query?: {
                for_good?: boolean;
            };
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
            /** @description It is thrown away. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    post_journal_entries_id_restore: {
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
            /** @description The entry. The `ETag` is its version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["JournalEntry"];
                };
            };
        };
    };
    post_journal_entries_id_share: {
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
                "application/json; charset=utf-8": components["schemas"]["ShareBody"];
            };
        };
        responses: {
            /** @description It is said. The `ETag` is its version. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["CircleMessage"];
                };
            };
            /** @description It is held: a moderator looks at it first. Or it is scheduled: it is said then. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["CircleMessage"];
                };
            };
        };
    };
    get_journal_entries_id_versions: {
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
                    "application/json; charset=utf-8": components["schemas"]["EntryVersions"];
                };
            };
        };
    };
    get_journal_export: {
        parameters: {
            query?: {
                format?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
        };
    };
    post_journal_import: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["Import"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Imported"];
                };
            };
        };
    };
    get_journal_insights: {
        parameters: {
            query?: {
                span?: string;
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
                    "application/json; charset=utf-8": components["schemas"]["JournalInsights"];
                };
            };
        };
    };
    get_journal_moods: {
        parameters: {
            query?: {
                from?: string;
                until?: string;
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
                    "application/json; charset=utf-8": components["schemas"]["JournalMoods"];
                };
            };
        };
    };
    post_journal_moods: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NewMood"];
            };
        };
        responses: {
            /** @description It is noted. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["JournalMood"];
                };
            };
        };
    };
    delete_journal_moods_id: {
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
    get_journal_prompts: {
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
                    "application/json; charset=utf-8": components["schemas"]["JournalPrompts"];
                };
            };
        };
    };
    get_journal_prompts_today: {
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
                    "application/json; charset=utf-8": components["schemas"]["PromptOfDay"];
                };
            };
        };
    };
    post_journal_prompts_today: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["PromptAct"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["PromptOfDay"];
                };
            };
        };
    };
    get_journal_streak: {
        parameters: {
            query?: {
                until?: string;
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
                    "application/json; charset=utf-8": components["schemas"]["Streak"];
                };
            };
        };
    };
    get_journal_trends: {
        parameters: {
            query?: {
                period?: string;
                until?: string;
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
                    "application/json; charset=utf-8": components["schemas"]["TrendList"];
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
    get_lobbies_code: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
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
                    "application/json; charset=utf-8": components["schemas"]["JoinView"];
                };
            };
        };
    };
    post_lobbies_code_seats: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "participant": "white"
                 *     }
                 */
                "application/json; charset=utf-8": components["schemas"]["SeatBody"];
            };
        };
        responses: {
            /** @description It is theirs. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Seat"];
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
    get_me_decisions: {
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
                    "application/json; charset=utf-8": components["schemas"]["OwnDecisions"];
                };
            };
        };
    };
    put_me_email: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NewEmail"];
            };
        };
        responses: {
            /** @description A mail is on its way, if the address can be yours. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    post_me_erase: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Jo March"
                 *     }
                 */
                "application/json; charset=utf-8": components["schemas"]["EraseBody"];
            };
        };
        responses: {
            /** @description Nothing names you any more, and you are signed out. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    get_me_exports: {
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
                    "application/json; charset=utf-8": components["schemas"]["AccountExportList"];
                };
            };
        };
    };
    post_me_exports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its file is being written. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["AccountExport"];
                };
            };
        };
    };
    get_me_exports_id: {
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
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
        };
    };
    delete_me_exports_id: {
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
    get_me_history: {
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
                    "application/json; charset=utf-8": components["schemas"]["WatchedPage"];
                };
            };
        };
    };
    delete_me_history: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is so. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    put_me_history_id: {
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
                "application/json; charset=utf-8": components["schemas"]["WatchedBody"];
            };
        };
        responses: {
            /** @description It is so. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    delete_me_history_id: {
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
            /** @description It is so. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    get_me_notice_settings: {
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
                    "application/json; charset=utf-8": components["schemas"]["NoticeSettings"];
                };
            };
        };
    };
    put_me_notice_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NoticeSettingsBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["NoticeSettings"];
                };
            };
        };
    };
    get_me_notices: {
        parameters: {
            query?: {
                /** @description Only those that are unread. */
                unread?: boolean;
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
                    "application/json; charset=utf-8": components["schemas"]["NoticePage"];
                };
            };
        };
    };
    put_me_notices_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["ReadNoticesBody"];
            };
        };
        responses: {
            /** @description They are read. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    put_me_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NewPassword"];
            };
        };
        responses: {
            /** @description It is so, and every other sign-in of yours ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    get_me_people: {
        parameters: {
            query?: {
                regard?: components["schemas"]["CircleRegard"];
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
                    "application/json; charset=utf-8": components["schemas"]["RegardedPeople"];
                };
            };
        };
    };
    get_me_presence: {
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
                    "application/json; charset=utf-8": components["schemas"]["PresenceView"];
                };
            };
        };
    };
    put_me_presence: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["PresenceBody"];
            };
        };
        responses: {
            /** @description It is so. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    get_me_profile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Your profile. The `ETag` is its version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["CircleProfile"];
                };
            };
        };
    };
    put_me_profile: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["CircleProfileBody"];
            };
        };
        responses: {
            /** @description Your profile. The `ETag` is its version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["CircleProfile"];
                };
            };
        };
    };
    get_me_push: {
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
                    "application/json; charset=utf-8": components["schemas"]["PushState"];
                };
            };
        };
    };
    put_me_push: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["PushBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["PushState"];
                };
            };
        };
    };
    delete_me_push_id: {
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
            /** @description It is told nothing any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    get_me_since: {
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
                    "application/json; charset=utf-8": components["schemas"]["Since"];
                };
            };
        };
    };
    get_media: {
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
                    "application/json; charset=utf-8": components["schemas"]["MediaList"];
                };
            };
        };
    };
    post_media: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description It is kept, for a day if nothing has it by then. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["SentMedium"];
                };
            };
        };
    };
    get_messages_id: {
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
            /** @description The message. The `ETag` is its version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["CircleMessage"];
                };
            };
        };
    };
    delete_messages_id: {
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
            /** @description The message. The `ETag` is its version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["CircleMessage"];
                };
            };
        };
    };
    patch_messages_id: {
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
                "application/json; charset=utf-8": components["schemas"]["MessagePatch"];
            };
        };
        responses: {
            /** @description The message. The `ETag` is its version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["CircleMessage"];
                };
            };
        };
    };
    get_messages_id_comments: {
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
                    "application/json; charset=utf-8": components["schemas"]["CircleComments"];
                };
            };
        };
    };
    post_messages_id_comments: {
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
                "application/json; charset=utf-8": components["schemas"]["NewCommentBody"];
            };
        };
        responses: {
            /** @description It is said. The `ETag` is its version. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["CircleComment"];
                };
            };
        };
    };
    put_messages_id_favourite: {
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
            /** @description It is so. Nobody else sees it. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    delete_messages_id_favourite: {
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
            /** @description It is so. Nobody else sees it. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    put_messages_id_pin: {
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
            /** @description The message. The `ETag` is its version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["CircleMessage"];
                };
            };
        };
    };
    delete_messages_id_pin: {
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
            /** @description The message. The `ETag` is its version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["CircleMessage"];
                };
            };
        };
    };
    put_messages_id_reaction: {
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
                "application/json; charset=utf-8": components["schemas"]["ReactionBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Reacted"];
                };
            };
        };
    };
    delete_messages_id_reaction: {
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
                    "application/json; charset=utf-8": components["schemas"]["Reacted"];
                };
            };
        };
    };
    post_messages_id_report: {
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
                "application/json; charset=utf-8": components["schemas"]["CircleReportBody"];
            };
        };
        responses: {
            /** @description It is in the circle's queue. Who reported is told to nobody. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    get_missions_id: {
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
                    "application/json; charset=utf-8": components["schemas"]["Mission"];
                };
            };
        };
    };
    post_missions_id_depart: {
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
                    "application/json; charset=utf-8": components["schemas"]["Mission"];
                };
            };
        };
    };
    post_missions_id_hand_over: {
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
                /**
                 * @example {
                 *       "survivor": "0197f3c2-5b1e-7c40-9a6d-2f8e41d07b36"
                 *     }
                 */
                "application/json; charset=utf-8": components["schemas"]["MemberBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Mission"];
                };
            };
        };
    };
    post_missions_id_join: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "code": "ABCDEF"
                 *     }
                 */
                "application/json; charset=utf-8": components["schemas"]["JoinBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Mission"];
                };
            };
        };
    };
    post_missions_id_kick: {
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
                /**
                 * @example {
                 *       "survivor": "0197f3c2-5b1e-7c40-9a6d-2f8e41d07b36"
                 *     }
                 */
                "application/json; charset=utf-8": components["schemas"]["MemberBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Mission"];
                };
            };
        };
    };
    post_missions_id_leave: {
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
                    "application/json; charset=utf-8": components["schemas"]["Mission"];
                };
            };
        };
    };
    get_missions_id_log: {
        parameters: {
            query?: {
                after_tick?: number;
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
                    "application/json; charset=utf-8": components["schemas"]["MissionLog"];
                };
            };
        };
    };
    post_missions_id_recall: {
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
                    "application/json; charset=utf-8": components["schemas"]["Mission"];
                };
            };
        };
    };
    get_missions_id_replay: {
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
                    "application/json; charset=utf-8": components["schemas"]["Replay"];
                };
            };
        };
    };
    post_missions_id_turn_back: {
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
                    "application/json; charset=utf-8": components["schemas"]["Mission"];
                };
            };
        };
    };
    get_packs_id_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The pack. The `ETag` is its hash: SHA-256 of its RFC 8785 form, in hex. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": unknown;
                };
            };
        };
    };
    get_people_id: {
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
                    "application/json; charset=utf-8": components["schemas"]["CirclePerson"];
                };
            };
        };
    };
    put_people_id_block: {
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
                    "application/json; charset=utf-8": components["schemas"]["CircleRegards"];
                };
            };
        };
    };
    delete_people_id_block: {
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
                    "application/json; charset=utf-8": components["schemas"]["CircleRegards"];
                };
            };
        };
    };
    put_people_id_follow: {
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
                    "application/json; charset=utf-8": components["schemas"]["CircleRegards"];
                };
            };
        };
    };
    delete_people_id_follow: {
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
                    "application/json; charset=utf-8": components["schemas"]["CircleRegards"];
                };
            };
        };
    };
    put_people_id_mute: {
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
                "application/json; charset=utf-8": components["schemas"]["CircleMuteBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["CircleRegards"];
                };
            };
        };
    };
    delete_people_id_mute: {
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
                    "application/json; charset=utf-8": components["schemas"]["CircleRegards"];
                };
            };
        };
    };
    get_rooms: {
        parameters: {
            query?: {
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
                    "application/json; charset=utf-8": components["schemas"]["RoomPage"];
                };
            };
        };
    };
    post_rooms: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NewRoomBody"];
            };
        };
        responses: {
            /** @description It was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["MadeRoom"];
                };
            };
        };
    };
    get_rooms_code: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
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
                    "application/json; charset=utf-8": components["schemas"]["PublicRoom"];
                };
            };
        };
    };
    get_rooms_code_calendar_ics: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As iCalendar (RFC 5545). */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar; charset=utf-8": string;
                };
            };
        };
    };
    post_rooms_code_code: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The one before opens nothing any more. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["NewCode"];
                };
            };
        };
    };
    put_rooms_code_password: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["PasswordBody"];
            };
        };
        responses: {
            /** @description It is so. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    get_rooms_code_schedules: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
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
                    "application/json; charset=utf-8": components["schemas"]["ScheduledList"];
                };
            };
        };
    };
    post_rooms_code_schedules: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NewScheduleBody"];
            };
        };
        responses: {
            /** @description It is kept. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["MadeSchedule"];
                };
            };
        };
    };
    delete_rooms_code_schedules_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is not any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patch_rooms_code_schedules_id: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["SchedulePatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Scheduled"];
                };
            };
        };
    };
    post_rooms_code_seats: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["JoinRoomBody"];
            };
        };
        responses: {
            /** @description It is theirs. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["RoomSeat"];
                };
            };
            /** @description They knock: their socket shows what everybody sees until somebody admits them. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["RoomSeat"];
                };
            };
        };
    };
    put_rooms_code_slug: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["SlugBody"];
            };
        };
        responses: {
            /** @description It is so. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    get_search: {
        parameters: {
            query?: {
                q?: string;
                in?: string;
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
                    "application/json; charset=utf-8": components["schemas"]["SearchPage"];
                };
            };
        };
    };
    get_sessions: {
        parameters: {
            query?: {
                kind?: string;
                search?: string;
                status?: string;
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
                /**
                 * @example {
                 *       "config": {
                 *         "auto_advance": false,
                 *         "budget_ms": 180000,
                 *         "increment": {
                 *           "kind": "fischer",
                 *           "ms": 2000
                 *         },
                 *         "mode": "per_participant",
                 *         "on_end": {
                 *           "kind": "end_session",
                 *           "outcome": "time",
                 *           "winner_by": "opponent"
                 *         },
                 *         "participants": [
                 *           {
                 *             "color": "#f8fafc",
                 *             "id": "white",
                 *             "meta": {
                 *               "note": "a note of the caller's own"
                 *             },
                 *             "name": "Ada"
                 *           },
                 *           {
                 *             "color": "#0f172a",
                 *             "id": "black",
                 *             "meta": {
                 *               "note": "a note of the caller's own"
                 *             },
                 *             "name": "Kit"
                 *           }
                 *         ],
                 *         "title": "Blitz, 3 + 2",
                 *         "warnings": {
                 *           "critical_ms": 10000,
                 *           "low_ms": 30000
                 *         }
                 *       },
                 *       "kind": "timer"
                 *     }
                 */
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
                /**
                 * @example {
                 *       "config": {
                 *         "theme": "light"
                 *       }
                 *     }
                 */
                "application/json; charset=utf-8": {
                    config: components["schemas"]["MeterConfigGiven"] | components["schemas"]["TimerConfigGiven"] | components["schemas"]["MissionConfigGiven"] | components["schemas"]["RoomConfigGiven"];
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
    post_sessions_id_bans: {
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
                "application/json; charset=utf-8": components["schemas"]["BanBody"];
            };
        };
        responses: {
            /** @description They are out, and stay out. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["MadeBan"];
                };
            };
        };
    };
    delete_sessions_id_bans_ban: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                ban: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They may come in again. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
                /**
                 * @example {
                 *       "messages": [
                 *         {
                 *           "chatter": "ada",
                 *           "text": "yes"
                 *         }
                 *       ]
                 *     }
                 */
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
    room_add: {
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
                /**
                 * @example {
                 *       "items": [
                 *         {
                 *           "source": {
                 *             "kind": "file",
                 *             "url": "https://video.example/one.mp4"
                 *           }
                 *         },
                 *         {
                 *           "source": {
                 *             "kind": "youtube",
                 *             "video": "dQw4w9WgXcQ"
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json; charset=utf-8": {
                    items: components["schemas"]["RoomGiven"][];
                    place?: components["schemas"]["RoomPlace"];
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
                /**
                 * @example {
                 *       "color": "#22c55e",
                 *       "id": "green",
                 *       "name": "Lou"
                 *     }
                 */
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
                    /**
                     * @description Anything of the caller's own, 512 bytes of JSON at most; numbers up to
                     *     9,007,199,254,740,991, which every reader keeps as they are. No screen sees
                     *     it.
                     */
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
                /**
                 * @example {
                 *       "ms": 15000,
                 *       "participant": "white",
                 *       "reason": "a phone rang"
                 *     }
                 */
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
    room_admit: {
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
                /**
                 * @example {
                 *       "seat": "45c48cce-2e2d-4fbd-aa1f-3b4c5d6e7f80"
                 *     }
                 */
                "application/json; charset=utf-8": {
                    seat: string;
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
    room_answer: {
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
                /**
                 * @example {
                 *       "check": "c5",
                 *       "ready": true
                 *     }
                 */
                "application/json; charset=utf-8": {
                    check: string;
                    ready: boolean;
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
    room_ballot: {
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
                /**
                 * @example {
                 *       "about": "poll",
                 *       "choices": [
                 *         "This",
                 *         "That"
                 *       ],
                 *       "ends_s": 60,
                 *       "question": "Which one?"
                 *     }
                 */
                "application/json; charset=utf-8": {
                    about: components["schemas"]["RoomAbout"];
                    /** @description 2 to 10 of 1 to 100 characters, of a poll. */
                    choices?: string[] | null;
                    /**
                     * Format: uint32
                     * @description 10 to 3,600, of a poll; without it a minute.
                     */
                    ends_s?: number | null;
                    /** @description 1 to 200 characters, of a poll. */
                    question?: string | null;
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
                /**
                 * @example {
                 *       "reason": "the wrong room"
                 *     }
                 */
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
    meter_cancel_round: {
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
                /** @example {} */
                "application/json; charset=utf-8": {
                    /**
                     * Format: uuid
                     * @description The round that it is meant for.
                     */
                    round?: string | null;
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
    room_cast: {
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
                /**
                 * @example {
                 *       "ballot": "b4",
                 *       "choice": 1
                 *     }
                 */
                "application/json; charset=utf-8": {
                    ballot: string;
                    /** Format: uint */
                    choice: number;
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
    room_check: {
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
                /** @example {} */
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
    room_clear: {
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
                /** @example {} */
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
    mission_or_room_close: {
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
                /** @example {} */
                "application/json; charset=utf-8": Record<string, never> | Record<string, never>;
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
    mission_close_season: {
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
                /** @example {} */
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
                /**
                 * @example {
                 *       "outcome": "1-0"
                 *     }
                 */
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
    room_edit: {
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
                /**
                 * @example {
                 *       "item": "i2",
                 *       "skips": [
                 *         {
                 *           "from_ms": 0,
                 *           "to_ms": 5000
                 *         }
                 *       ],
                 *       "title": "The first one"
                 *     }
                 */
                "application/json; charset=utf-8": {
                    item: string;
                    skips?: components["schemas"]["RoomSkip"][] | null;
                    /** @description 1 to 120 characters. */
                    title?: string | null;
                    tracks?: components["schemas"]["RoomTrack"][] | null;
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
    room_end_ballot: {
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
                /**
                 * @example {
                 *       "ballot": "b4"
                 *     }
                 */
                "application/json; charset=utf-8": {
                    ballot: string;
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
    room_end_check: {
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
                /**
                 * @example {
                 *       "check": "c5"
                 *     }
                 */
                "application/json; charset=utf-8": {
                    check: string;
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
    meter_extend_round: {
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
                /**
                 * @example {
                 *       "s": 30
                 *     }
                 */
                "application/json; charset=utf-8": {
                    /**
                     * Format: uuid
                     * @description The round that it is meant for.
                     */
                    round?: string | null;
                    /** Format: uint32 */
                    s: number;
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
    room_grant: {
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
                /**
                 * @example {
                 *       "add": [
                 *         "ban"
                 *       ],
                 *       "seat": "c9f0f895-fb98-4b91-9e0d-2a3b4c5d6e7f",
                 *       "take": [
                 *         "rate"
                 *       ]
                 *     }
                 */
                "application/json; charset=utf-8": {
                    add?: components["schemas"]["RoomRight"][];
                    seat: string;
                    take?: components["schemas"]["RoomRight"][];
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
    room_hand_over: {
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
                /**
                 * @example {
                 *       "seat": "c9f0f895-fb98-4b91-9e0d-2a3b4c5d6e7f"
                 *     }
                 */
                "application/json; charset=utf-8": {
                    seat: string;
                    /** Format: int64 */
                    until_ms?: number | null;
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
    room_hang_up: {
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
                /** @example {} */
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
    mission_hide_name: {
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
                /**
                 * @example {
                 *       "reason": "it is no name",
                 *       "survivor": "00000000-0000-4000-8000-000000000007"
                 *     }
                 */
                "application/json; charset=utf-8": {
                    /** @description 1 to 200 characters. */
                    reason?: string | null;
                    /** Format: uuid */
                    survivor: string;
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
    room_jump: {
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
                /**
                 * @example {
                 *       "item": "i2"
                 *     }
                 */
                "application/json; charset=utf-8": {
                    item: string;
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
    room_kick: {
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
                /**
                 * @example {
                 *       "reason": "the wrong room",
                 *       "seat": "45c48cce-2e2d-4fbd-aa1f-3b4c5d6e7f80"
                 *     }
                 */
                "application/json; charset=utf-8": {
                    /** @description 1 to 200 characters. */
                    reason?: string | null;
                    seat: string;
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
    room_leave: {
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
                /** @example {} */
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
    room_like: {
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
                /**
                 * @example {
                 *       "item": "i2",
                 *       "on": true
                 *     }
                 */
                "application/json; charset=utf-8": {
                    item: string;
                    on: boolean;
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
    room_measured: {
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
                /**
                 * @example {
                 *       "duration_ms": 60000,
                 *       "item": "i1"
                 *     }
                 */
                "application/json; charset=utf-8": {
                    /**
                     * Format: int64
                     * @description 1,000 to 86,400,000.
                     */
                    duration_ms?: number | null;
                    item: string;
                    /** @description 1 to 120 characters, where nobody gave a title. */
                    title?: string | null;
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
    room_move: {
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
                /**
                 * @example {
                 *       "before": "i2",
                 *       "item": "i3"
                 *     }
                 */
                "application/json; charset=utf-8": {
                    before?: string | null;
                    item: string;
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
    room_mute: {
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
                /**
                 * @example {
                 *       "minutes": 10,
                 *       "scope": "chat",
                 *       "seat": "45c48cce-2e2d-4fbd-aa1f-3b4c5d6e7f80"
                 *     }
                 */
                "application/json; charset=utf-8": {
                    /**
                     * Format: uint32
                     * @description 1 to 1,440.
                     */
                    minutes: number;
                    scope: components["schemas"]["RoomScope"];
                    seat: string;
                    /** @description Nobody is told, the muted one least of all: chat only. */
                    shadow?: boolean;
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
    room_next: {
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
                /** @example {} */
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
    mission_open: {
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
                /** @example {} */
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
    timer_or_room_pause: {
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
                /** @example {} */
                "application/json; charset=utf-8": Record<string, never> | Record<string, never>;
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
    room_play: {
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
                /**
                 * @example {
                 *       "countdown": 5
                 *     }
                 */
                "application/json; charset=utf-8": {
                    /**
                     * Format: int64
                     * @description Server time, 24 hours ahead at most: all see a countdown until then.
                     */
                    at_ms?: number | null;
                    /** @description True for 3 seconds, or 1 to 60 of them. */
                    countdown?: components["schemas"]["RoomCountdown"] | null;
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
    room_player: {
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
                /**
                 * @example {
                 *       "item": "i1",
                 *       "state": "ready"
                 *     }
                 */
                "application/json; charset=utf-8": {
                    item: string;
                    state: components["schemas"]["RoomPlayerState"];
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
    room_previous: {
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
                /** @example {} */
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
    room_rate: {
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
                /**
                 * @example {
                 *       "rate": 1.25
                 *     }
                 */
                "application/json; charset=utf-8": {
                    /** Format: double */
                    rate: number;
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
    expedition_ready: {
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
                /**
                 * @example {
                 *       "on": true
                 *     }
                 */
                "application/json; charset=utf-8": {
                    on: boolean;
                    /**
                     * Format: uuid
                     * @description For whom Downbeat says it; nobody else may say so of others.
                     */
                    survivor?: string | null;
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
    room_remove: {
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
                /**
                 * @example {
                 *       "item": "i2"
                 *     }
                 */
                "application/json; charset=utf-8": {
                    item: string;
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
                /**
                 * @example {
                 *       "id": "green"
                 *     }
                 */
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
    room_rename: {
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
                /**
                 * @example {
                 *       "name": "Ada L."
                 *     }
                 */
                "application/json; charset=utf-8": {
                    /** @description 1 to 30 characters. */
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
                /** @example {} */
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
    mission_reset_lobby: {
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
                /**
                 * @example {
                 *       "mission": "00000000-0000-4000-8000-000000000008"
                 *     }
                 */
                "application/json; charset=utf-8": {
                    /** Format: uuid */
                    mission: string;
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
                /** @example {} */
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
    room_role: {
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
                /**
                 * @example {
                 *       "role": "cohost",
                 *       "seat": "c9f0f895-fb98-4b91-9e0d-2a3b4c5d6e7f"
                 *     }
                 */
                "application/json; charset=utf-8": {
                    role: components["schemas"]["RoomGivenRole"];
                    seat: string;
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
    room_seek: {
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
                /**
                 * @example {
                 *       "media_ms": 12000
                 *     }
                 */
                "application/json; charset=utf-8": {
                    /** Format: int64 */
                    media_ms: number;
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
                /**
                 * @example {
                 *       "ids": [
                 *         "green",
                 *         "black",
                 *         "white"
                 *       ]
                 *     }
                 */
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
    mission_show_name: {
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
                /**
                 * @example {
                 *       "survivor": "00000000-0000-4000-8000-000000000007"
                 *     }
                 */
                "application/json; charset=utf-8": {
                    /** Format: uuid */
                    survivor: string;
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
    room_shuffle: {
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
                /** @example {} */
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
                /** @example {} */
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
                /**
                 * @example {
                 *       "duration_s": 60,
                 *       "question": "Jump the gap?"
                 *     }
                 */
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
                /** @example {} */
                "application/json; charset=utf-8": {
                    /**
                     * Format: uuid
                     * @description The round that it is meant for: when it has ended by then, no other is
                     *     stopped in its place.
                     */
                    round?: string | null;
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
                /**
                 * @example {
                 *       "to": "black"
                 *     }
                 */
                "application/json; charset=utf-8": {
                    /**
                     * Format: int64
                     * @description How long ago it was tapped on a table that had lost its network, by
                     *     the table's own clock; it goes before `at_ms`.
                     */
                    age_ms?: number | null;
                    /**
                     * Format: int64
                     * @description When it was tapped, by the server's clock; one that is ahead is now.
                     *     One that is more than a second old when it arrives is `late`, unless a
                     *     table sends it within its grace.
                     */
                    at_ms?: number | null;
                    /** @description The id of a participant. */
                    to?: string | null;
                    /**
                     * Format: uint32
                     * @description The `turn` of the view that it is meant for: of another turn it is
                     *     `late`.
                     */
                    turn?: number | null;
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
    room_take_back: {
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
                /** @example {} */
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
    mission_test_line: {
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
                /** @example {} */
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
                /**
                 * @example {
                 *       "side": "for"
                 *     }
                 */
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
    timer_or_room_undo: {
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
                /** @example {} */
                "application/json; charset=utf-8": {
                    /**
                     * Format: uint32
                     * @description The `turn` of the view, which the last switch began: where another is
                     *     on by now, it is `late`.
                     */
                    turn?: number | null;
                } | Record<string, never>;
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
    room_unmute: {
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
                /**
                 * @example {
                 *       "seat": "45c48cce-2e2d-4fbd-aa1f-3b4c5d6e7f80"
                 *     }
                 */
                "application/json; charset=utf-8": {
                    seat: string;
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
    room_voice: {
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
                /**
                 * @example {
                 *       "camera": false,
                 *       "mic": true,
                 *       "share": false
                 *     }
                 */
                "application/json; charset=utf-8": {
                    camera: boolean;
                    mic: boolean;
                    share: boolean;
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
                bom?: components["schemas"]["Bom"];
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /**
             * @description The session as a file; in CSV it has a line for each event. A file that
             *     breaks off, for its connection was cut, is not whole.
             */
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
    get_sessions_id_heat_item: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                item: string;
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
                    "application/json; charset=utf-8": components["schemas"]["HeatStrip"];
                };
            };
        };
    };
    get_sessions_id_ice: {
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
                    "application/json; charset=utf-8": components["schemas"]["IceServers"];
                };
            };
        };
    };
    get_sessions_id_lines: {
        parameters: {
            query?: {
                before?: number;
                after?: number;
                events?: boolean;
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
                    "application/json; charset=utf-8": components["schemas"]["SaidLines"];
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
                /**
                 * @example {
                 *       "role": "viewer"
                 *     }
                 */
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
    get_sessions_id_lobby: {
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
                    "application/json; charset=utf-8": components["schemas"]["TimerLobby"];
                };
            };
        };
    };
    put_sessions_id_lobby: {
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
                /**
                 * @example {
                 *       "closes_at_start": true
                 *     }
                 */
                "application/json; charset=utf-8": components["schemas"]["LobbyBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["TimerLobby"];
                };
            };
        };
    };
    delete_sessions_id_lobby: {
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
            /** @description Its code opens nothing any more. Whoever has a seat keeps it. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    delete_sessions_id_lobby_seats_participant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                participant: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is free, and whoever had it is out. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    get_sessions_id_moderation: {
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
                    "application/json; charset=utf-8": components["schemas"]["Moderation"];
                };
            };
        };
    };
    get_sessions_id_reports: {
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
                    "application/json; charset=utf-8": components["schemas"]["RoomReportPage"];
                };
            };
        };
    };
    post_sessions_id_reports: {
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
                "application/json; charset=utf-8": components["schemas"]["ReportBody"];
            };
        };
        responses: {
            /** @description It is kept, for those in charge and for staff. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["MadeReport"];
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
    delete_sessions_id_rounds_round: {
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
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    get_sessions_id_rounds_round_export: {
        parameters: {
            query?: {
                format?: components["schemas"]["Format"];
                bom?: components["schemas"]["Bom"];
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
            /**
             * @description The round as a file; in CSV it has a line for each second, of the first six hours,
             *     and later for those with votes.
             */
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
    post_sessions_id_tracks: {
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
                "application/json; charset=utf-8": components["schemas"]["NewTrackBody"];
            };
        };
        responses: {
            /** @description It is there. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["RoomTrack"];
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
                /**
                 * @example {
                 *       "url": "https://example.com/downbeat"
                 *     }
                 */
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
    post_survivors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "bent": "grit",
                 *       "name": "Ada"
                 *     }
                 */
                "application/json; charset=utf-8": components["schemas"]["NewSurvivorBody"];
            };
        };
        responses: {
            /** @description It lives. The `ETag` is the version of what its person may change. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Survivor"];
                };
            };
        };
    };
    get_survivors_id: {
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
            /** @description The survivor. The `ETag` is the version of what its person may change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Survivor"];
                };
            };
        };
    };
    patch_survivors_id: {
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
                /**
                 * @example {
                 *       "auto": true,
                 *       "caution": 2
                 *     }
                 */
                "application/json; charset=utf-8": components["schemas"]["SurvivorPatch"];
            };
        };
        responses: {
            /** @description The survivor. The `ETag` is the version of what its person may change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Survivor"];
                };
            };
        };
    };
    get_survivors_id_missions: {
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
                    "application/json; charset=utf-8": components["schemas"]["OutingPage"];
                };
            };
        };
    };
    post_survivors_id_retire: {
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
                    "application/json; charset=utf-8": components["schemas"]["Survivor"];
                };
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
                /**
                 * @example {
                 *       "config": {
                 *         "auto_advance": false,
                 *         "budget_ms": 180000,
                 *         "increment": {
                 *           "kind": "fischer",
                 *           "ms": 2000
                 *         },
                 *         "mode": "per_participant",
                 *         "on_end": {
                 *           "kind": "end_session",
                 *           "outcome": "time",
                 *           "winner_by": "opponent"
                 *         },
                 *         "participants": [
                 *           {
                 *             "color": "#f8fafc",
                 *             "id": "white",
                 *             "meta": {
                 *               "note": "a note of the caller's own"
                 *             },
                 *             "name": "Ada"
                 *           },
                 *           {
                 *             "color": "#0f172a",
                 *             "id": "black",
                 *             "meta": {
                 *               "note": "a note of the caller's own"
                 *             },
                 *             "name": "Kit"
                 *           }
                 *         ],
                 *         "title": "Blitz, 3 + 2",
                 *         "warnings": {
                 *           "critical_ms": 10000,
                 *           "low_ms": 30000
                 *         }
                 *       },
                 *       "kind": "timer",
                 *       "name": "Thursdays"
                 *     }
                 */
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
                /**
                 * @example {
                 *       "expires_in_days": 90,
                 *       "name": "Stream Deck",
                 *       "scopes": [
                 *         "sessions:read",
                 *         "sessions:command"
                 *       ]
                 *     }
                 */
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
    get_tracks_id: {
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
            /** @description As `WebVTT`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/vtt; charset=utf-8": string;
                };
            };
        };
    };
}
