web();
