"""All of it in order: read, check, render, stage, site engine, wall, publish.

In: a checkout. Out: `site/`, put in place in one move, or not at all. In the order in which a build meets them:

    build        where it begins and ends: the inner build, the wall, the record, the new site in its place
    inner        what touches a stranger's text, in a process that can do little harm: check, outputs, sites
    outputs      every file that the site engine is handed; what takes long as jobs, in few runs over the cores:
        given, concerned      what all of it starts from; what of that is of the common site, or of one region
        images                first, for the book needs them drawn
        common, regions       what is made for all, and for one region: of that only what differs. Of each, in order:
            paper, office, decks, book     in one run, with what is told of the past
            packs             what is made of finished shapes
            pagefiles         what pages load
        commonpages, regionpages       while the books are bound: a page says how large each file is
    sites        the site engine, run for the common site and for each region;  files: written into a folder
    folderfacts, foldersite   the finished site as one zip that works without a server
    finished, keptsites       the site of a region of which nothing changed, kept from the build before;  looked: what
                 came past the wall already
    bill, versions, provenance     what it was made of and with
    publish      the finished folder in its place, in one move, or not at all
"""
