/* Where the chat keeps drafts, this page keeps nothing. */
window.chat = { kept: { draft: () => "", keepDraft() {} } };
