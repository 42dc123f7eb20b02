/** As the highlighter calls them. */
export type SampleLanguage = "javascript" | "python" | "go" | "ruby" | "php" | "java" | "csharp" | "rust" | "bash";

export type VerificationSample = {
  id: string;
  label: string;
  language: SampleLanguage;
  /** Where it goes: the name of the file. */
  file: string;
  /** What to install and how to run it, as one command; null where the framework does both. */
  run: string | null;
  code: string;
};
