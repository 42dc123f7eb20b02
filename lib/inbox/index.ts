export { clearInbox } from "./clear-inbox";
export { createInbox } from "./create-inbox";
export { deleteInbox } from "./delete-inbox";
export { getInbox } from "./get-inbox";
export { getInboxRequest } from "./get-inbox-request";
export { listInboxes } from "./list-inboxes";
export { listInboxRequests } from "./list-inbox-requests";
export { type InboxReceiver, isInboxTarget, receiveRequest } from "./receive-request";
export { updateInbox } from "./update-inbox";
