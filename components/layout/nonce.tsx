"use client";

import { createContext, useContext } from "react";

const NonceContext = createContext("");

/** What the page's content security policy lets styles and scripts be added with. */
export const NonceProvider = NonceContext.Provider;
export const useNonce = () => useContext(NonceContext);
