const of = (fruit, name, weeks, keeps, taste) => ({ fruit, name, weeks, keeps, taste });

/** Every variety of the orchard; weeks are those of the year in which it is picked. */
export const varieties = [
  of('apples', 'Early Lantern', [31, 33], 3, 'sharp, with a scent of roses'),
  of('apples', 'Harbour Pippin', [36, 38], 14, 'nutty and dry'),
  of('apples', 'Widow Marten', [38, 40], 20, 'sweet, a little like honey'),
  of('apples', 'Grey Ladder', [39, 41], 24, 'firm, best after Christmas'),
  of('apples', 'Copper Bell', [40, 42], 22, 'juicy, with much acid'),
  of('apples', 'Millstone', [41, 43], 30, 'for baking and for drying'),
  of('pears', 'Summer Clerk', [32, 33], 1, 'soft, to be eaten at once'),
  of('pears', 'Butter of Vale', [35, 37], 4, 'melting, with a fine grain'),
  of('pears', 'Long Hannah', [37, 39], 8, 'spiced'),
  of('pears', 'Stone Verger', [40, 42], 18, 'hard; only for the oven'),
  of('plums', 'Blue Ferry', [30, 32], 1, 'sweet, leaves its stone'),
  of('plums', 'Saint Odo', [33, 34], 1, 'golden, very sweet'),
  of('plums', 'Kitchen Damson', [36, 38], 2, 'bitter, for jam'),
];
