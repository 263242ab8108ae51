postMessage("done");
