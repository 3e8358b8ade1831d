// These tests wait for processes more than they compute: as many at once as there are cores would leave the machine idle.
[assembly: LevelOfParallelism(4)]
