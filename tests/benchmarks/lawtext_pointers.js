// node lawtext_pointers.js NODE_MODULES LAW.xml...
// Prints one JSON line per reference that lawtext finds in laws in 法令標準XML: a law that is named, or a pointer
// to a provision with the place to which lawtext takes it to point; and one line per law that lawtext cannot read.
const fs = require("fs");
const path = require("path");

const [modules, ...files] = process.argv.slice(2);
const lawtext = path.resolve(modules, "lawtext", "dist", "src");
const { xmlToEL } = require(path.join(lawtext, "node", "el", "xmlToEL"));
const { analyze } = require(path.join(lawtext, "analyzer"));

function steps(container) {
    const found = [];
    for (let each = container; each && each.el.tag !== "Law"; each = each.parent) {
        const above = each.parent.el;
        const among = above.tag === "Law" ? above.children.find((el) => el.tag === "LawBody") : above;
        const same = among.children.filter((el) => el.tag === each.el.tag);
        found.unshift([each.el.tag, each.el.attr.Num ?? null, same.indexOf(each.el) + 1]);
    }
    return found;
}

function fragment(piece) {
    return [piece.attr.targetType, piece.attr.num ?? null, piece.attr.name];
}

function located(pointerEnv) {
    const there = pointerEnv.located;
    if (!there) return null;
    const own = pointerEnv.pointer.fragments().map(fragment);
    if (there.type === "internal") {
        const found = there.fragments.filter((one) => one.containers.length).length;
        const containers = found ? there.fragments[found - 1].containers : [];
        return { places: containers.map(steps), fragments: own.slice(found) };
    }
    return {
        lawNum: there.lawRef.attr.lawNum,
        title: there.lawRef.attr.suggestedLawTitle ?? null,
        fragments: [...there.fqPrefixFragments.map(fragment), ...own.slice(there.skipSameCount)],
    };
}

async function read(file) {
    const law = xmlToEL(fs.readFileSync(file, "utf8"));
    const { sentenceEnvs } = await analyze({ elToBeModified: law });
    for (const env of sentenceEnvs) {
        for (const { textRange, pointerLike } of env.pointerLikes) {
            if (!textRange) continue;
            const row = { law: path.basename(file, ".xml"), sentence: env.text, range: textRange };
            if (pointerLike.pointer) row.located = located(pointerLike);
            else {
                const reference = Array.isArray(pointerLike) ? pointerLike[1] : pointerLike;
                row.named = { lawNum: reference.attr.lawNum, title: reference.attr.suggestedLawTitle ?? null };
            }
            console.log(JSON.stringify(row));
        }
    }
}

async function main() {
    for (const file of files) {
        try {
            await read(file);
        } catch (error) {
            console.log(JSON.stringify({ law: path.basename(file, ".xml"), failed: error.message }));
        }
    }
}

main();
