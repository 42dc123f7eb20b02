/**
 * Whether nothing is sent to the webhook `w` for now: it is paused itself, or all deliveries of its workspace are. Stored
 * nowhere else, so that pausing a workspace with a million waiting deliveries writes one row.
 */
export const IS_HELD = `(w.status = 'paused' OR (w.status = 'active'
  AND EXISTS (SELECT FROM delivery_pauses dp WHERE dp.workspace_id = w.workspace_id)))`;
