admin();
