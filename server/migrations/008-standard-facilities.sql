-- What a place may have, under the ids that clients of the first ihome site know.
INSERT INTO facilities (id, name, icon) VALUES
  (1, '无线网络', 'wifi'),
  (2, '热水淋浴', 'shower'),
  (3, '空调', 'ac'),
  (4, '暖气', 'heating'),
  (5, '允许吸烟', 'smoking'),
  (6, '饮水设备', 'water'),
  (7, '牙具', 'toothbrush'),
  (8, '香皂', 'soap'),
  (9, '拖鞋', 'slippers'),
  (10, '手纸', 'tissue'),
  (11, '毛巾', 'towel'),
  (12, '沐浴露、洗发露', 'shampoo'),
  (13, '冰箱', 'fridge'),
  (14, '洗衣机', 'washer'),
  (15, '电梯', 'lift'),
  (16, '允许做饭', 'cooking'),
  (17, '允许带宠物', 'pets'),
  (18, '允许聚会', 'party'),
  (19, '门禁系统', 'access'),
  (20, '停车位', 'parking'),
  (21, '有线网络', 'lan'),
  (22, '电视', 'tv'),
  (23, '浴缸', 'bathtub')
ON CONFLICT DO NOTHING;
SELECT setval(pg_get_serial_sequence('facilities', 'id'), (SELECT max(id) FROM facilities));
