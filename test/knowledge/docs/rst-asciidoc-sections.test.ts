// reStructuredText and AsciiDoc become the same sections as Markdown.
import { expect, test } from 'vitest'
import { bodiesOf, readPageOf } from './build.ts'

test('titles of reStructuredText have the levels in which their lines first appear', () => {
  const text = `=====\nGuide\n=====\n\nHow to begin.\n\nInstall\n=======\n\nWords enough for a section here.\n\nOn Linux\n~~~~~~~~\n\nWords enough for a section here.\n\n----\n\nUse\n===\n\nWords enough for a section here.\n`
  expect(readPageOf(text, {}, 'docs/guide.rst').sections.map(({ section }) => section?.headings)).toEqual([
    ['Guide'],
    ['Guide', 'Install'],
    ['Guide', 'Install', 'On Linux'],
    ['Guide', 'Use'],
  ])
})

test('directives give what readers see of them', () => {
  const text = `Guide
=====

.. toctree::
   :maxdepth: 2

   other

.. note:: Mind the \`version <v.html>\`_.

.. warning::
   :class: wide

   It needs **root**. See :ref:\`the start <start>\` or :func:\`open\`.

.. code-block:: sh
   :linenos:

   apt install app

Then run this::

    app start

.. A comment
   of two lines

.. image:: a.png
   :alt: A picture

.. option:: --force

   Overwrites files.

.. include:: part.rst

=====  ======
Name   Value
=====  ======
a      1
=====  ======

Term
    What it means.

.. _other: https://example.org
`
  expect(bodiesOf(readPageOf(text, {}, 'docs/guide.rst'))).toMatchInlineSnapshot(`
    {
      ".rst": "Mind the version.

    It needs **root**. See the start or \`open\`.

    \`\`\`sh
    apt install app
    \`\`\`

    Then run this:

    \`\`\`
    app start
    \`\`\`

    \`--force\`

    Overwrites files.

    | Name | Value |
    | a | 1 |

    - **Term**: What it means.",
    }
  `)
})

test('files of figures, footnotes, notes to writers and rows of tables are not quoted', () => {
  const text = `Guide
=====

.. figure:: images/a.png
   :alt: A picture

.. only:: html

   .. todo:: Write more here.

.. list-table:: Names
   :header-rows: 1

   * - Name
     - Value

.. [1] It was so in the first version.

Install the package with your package manager. [1]_
`
  expect(readPageOf(text, {}, 'docs/guide.rst').sections.map(({ section }) => section?.opening)).toEqual([
    'Install the package with your package manager.',
  ])
})

test('blocks, lists and macros of AsciiDoc give their words', () => {
  const text = `= Guide
Jane Doe <jane@example.org>
:version: 2.1
:toc:

// a comment
== Install

[source,sh]
----
apt install app
----

[NOTE]
====
It needs *root* in version {version}. See <<use,the next part>> or link:other.adoc[the other page^].
====

.Steps
. First \`this\`
* Then https://example.org[that]

CPU:: The processor.

////
hidden
////

include::part.adoc[]
image::a.png[A picture]

|===
|Name |Value

|a |1
|===

ifdef::env-github[]
Shown there.
endif::[]
`
  expect(bodiesOf(readPageOf(text, {}, 'docs/guide.adoc'))).toMatchInlineSnapshot(`
    {
      ".adoc#install": "\`\`\`sh
    apt install app
    \`\`\`

    It needs **root** in version 2.1. See the next part or the other page.

    **Steps**

    1. First \`this\`
    - Then that

    - **CPU**: The processor.

    Name | Value

    a | 1

    Shown there.",
    }
  `)
})

test('the title of a page of AsciiDoc may name what is set below it', () => {
  const text =
    '= {product} manual\n:product: Cog\n\n== Install {product}\n\nRun the installer, and wait until it ends.\n'
  expect(readPageOf(text, {}, 'docs/guide.adoc').sections.map(({ section }) => section?.headings)).toEqual([
    ['Cog manual', 'Install Cog'],
  ])
})

test('titles of AsciiDoc may be underlined, and their marks are no words', () => {
  const text = `Guide\n=====\n\nHow to begin.\n\nInstall \`it\` *now*\n------------------\n\nWords enough for a section here.\n\n----\n== no title\n----\n`
  expect(readPageOf(text, {}, 'docs/guide.adoc').sections.map(({ slug, title }) => [slug, title])).toEqual([
    ['docs/guide.adoc', 'Guide'],
    ['docs/guide.adoc#install-it-now', 'Guide - Install it now'],
  ])
})
