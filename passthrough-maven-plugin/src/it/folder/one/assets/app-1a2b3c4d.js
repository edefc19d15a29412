console.log("a file that is the most of what is in the store, so that a prune of it is refused");
