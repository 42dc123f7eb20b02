import type { Config } from "tailwindcss";

const tokens = [
  "background",
  "surface",
  "raised",
  "foreground",
  "muted",
  "border",
  "control",
  "accent",
  "accent-strong",
  "accent-soft",
  "on-accent",
  "ok",
  "ok-soft",
  "warn",
  "warn-soft",
  "bad",
  "bad-soft",
  "info",
  "info-soft",
  "chart-1",
  "chart-2",
  "chart-3",
  "chart-4",
  "chart-5",
];

/** Names for the design tokens that app/globals.css gives values, one set for each colour scheme. */
const config: Config = {
  content: ["./app/**/*.{ts,tsx}", "./components/**/*.{ts,tsx}"],
  theme: {
    extend: {
      colors: Object.fromEntries(tokens.map((token) => [token, `var(--${token})`])),
      fontFamily: {
        sans: ["var(--font-geist)", "Geist Variable", "ui-sans-serif", "system-ui", "sans-serif"],
        mono: ["Geist Mono Variable", "ui-monospace", "monospace"],
      },
    },
  },
};

export default config;
