/** Every key of the dashboard for the documentation, by where it works. A test holds it against what is bound. */
export const DOCUMENTED_SHORTCUTS = [
  {
    where: "Everywhere",
    shortcuts: [
      { keys: "mod+k", label: "Search and go to: pages, actions, and anything by its id" },
      { keys: "mod+b", label: "Fold or unfold the sidebar" },
      { keys: "?", label: "Show the keys of the page" },
      { keys: "escape", label: "Close what is open" },
    ],
  },
  {
    where: "Go to",
    shortcuts: [
      { keys: "g>o", label: "Overview" },
      { keys: "g>d", label: "Deliveries" },
      { keys: "g>m", label: "Events" },
      { keys: "g>q", label: "Queue" },
      { keys: "g>e", label: "Endpoints" },
      { keys: "g>t", label: "Event types" },
      { keys: "g>i", label: "Inbox" },
      { keys: "g>k", label: "API keys" },
      { keys: "g>h", label: "Docs" },
      { keys: "g>s", label: "Settings" },
    ],
  },
  {
    where: "In lists",
    shortcuts: [
      { keys: "/", label: "Go to the search" },
      { keys: "f", label: "Add a filter" },
      { keys: "j", label: "Next row" },
      { keys: "k", label: "Previous row" },
      { keys: "enter", label: "Open the row" },
      { keys: "x", label: "Select the row" },
      { keys: "shift+x", label: "Select all rows up to this one" },
      { keys: "l", label: "Follow new deliveries as they come" },
    ],
  },
  { where: "On an endpoint", shortcuts: [{ keys: "t", label: "Send a test" }] },
  {
    where: "On a delivery",
    shortcuts: [
      { keys: "r", label: "Resend" },
      { keys: "y", label: "Copy as cURL" },
      { keys: "c", label: "Copy the delivery's id" },
      { keys: "[", label: "Previous attempt" },
      { keys: "]", label: "Next attempt" },
      { keys: "1", label: "Waterfall of the attempt" },
      { keys: "2", label: "Request of the attempt" },
      { keys: "3", label: "Response of the attempt" },
      { keys: "shift+j", label: "Older delivery" },
      { keys: "shift+k", label: "Newer delivery" },
    ],
  },
] as const;
