// Who and where the story is about.

export const REPO = 'acme/widget'

export const MAINTAINER = 'maya'
