export { type DashboardMessage, EVERY_WORKSPACE, RealtimeMessage, type Reset, type Topic } from "./messages";
export { createPublisher, type Publisher } from "./publish";
export { EVENT_STREAM_HEADERS, parseTopics } from "./sse";
export { createEventStreams, type EventStreams, type StreamRequest } from "./streams";
export { createSubscriber, type Listener, type Subscriber } from "./subscribe";
